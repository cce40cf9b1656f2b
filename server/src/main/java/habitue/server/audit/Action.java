package habitue.server.audit;

/** What is recorded when it is done. The names are a promise: they never change. */
public enum Action {
  SIGN_IN("sign-in"),
  SIGN_IN_FAILED("sign-in-failed"),
  SIGN_OUT("sign-out"),
  VIEW_CUSTOMER("view-customer", true),
  SEARCH("search", true),
  LIST_CUSTOMERS("list-customers", true),
  JOIN("join"),
  SPLIT("split"),
  EXPORT("export"),
  DATA_REQUESTED("data-requested"),
  ERASE("erase"),
  ERASE_FINISHED("erase-finished"),
  DATA_DOUBTED("data-doubted"),
  DATA_DECLINED("data-declined"),
  ERASE_DOUBTED("erase-doubted"),
  ERASE_DECLINED("erase-declined"),
  SWEEP("sweep"),
  CONSENT_CHANGED("consent-changed"),
  OBJECTION("objection"),
  RESTRICTION("restriction"),
  ANSWERED("answered"),
  SUPPRESSED("suppressed"),
  SUPPRESSION_LIFTED("suppression-lifted"),
  SUPPRESSION_LOOKED_UP("suppression-looked-up", true),
  FACTS_READ("facts-read", true),
  LINK_MINTED("link-minted"),
  LINK_OPENED("link-opened"),
  DETAILS_CORRECTED("details-corrected"),
  TAGGED("tagged"),
  UNTAGGED("untagged"),
  PRODUCTS_CHANGED("products-changed"),
  AUDIENCE_EXPORTED("audience-exported"),
  PUBLISH("publish"),
  ADJUSTMENT("adjustment"),
  ADJUSTMENT_ASKED("adjustment-asked"),
  ADJUSTMENT_ALLOWED("adjustment-allowed"),
  ADJUSTMENT_REFUSED("adjustment-refused"),
  BALANCES_OPENED("balances-opened"),
  CODES_BROUGHT("codes-brought"),
  REDEEMED("redeemed"),
  REDEMPTION_UNDONE("redemption-undone"),
  FULFILLED("redemption-fulfilled"),
  VOUCHER_USED("voucher-used"),
  VOUCHER_GUESSED("voucher-guessed"),
  VOUCHERS_LISTED("vouchers-listed"),
  REFERRAL_APPROVED("referral-approved"),
  REFERRAL_REFUSED("referral-refused"),
  TOKEN_MINTED("token-minted", true),
  BACKUP("backup"),
  TABLES_COPIED("tables-copied"),
  SOURCE_CREATED("source-created"),
  KEY_CREATED("key-created"),
  KEY_CHANGED("key-changed"),
  KEY_ROTATED("key-rotated"),
  KEY_REVOKED("key-revoked"),
  WEBHOOK_CHANGED("webhook-changed"),
  REPLAY("replay"),
  USER_CREATED("user-created"),
  USER_DISABLED("user-disabled"),
  USER_ENABLED("user-enabled"),
  ROLE_CHANGED("role-changed"),
  PASSWORD_RESET("password-reset"),
  PASSWORD_CHANGED("password-changed"),
  TOTP_ENROLLED("totp-enrolled"),
  TOTP_REMOVED("totp-removed"),
  RECOVERY_CODE_USED("recovery-code-used"),
  SETTINGS_CHANGED("settings-changed");

  private final String wireName;
  private final boolean routine;

  Action(String wireName) {
    this(wireName, false);
  }

  Action(String wireName, boolean routine) {
    this.wireName = wireName;
    this.routine = routine;
  }

  public String wireName() {
    return wireName;
  }

  /** Done so often that it is not waited for until it would survive a loss of power. */
  boolean routine() {
    return routine;
  }
}
