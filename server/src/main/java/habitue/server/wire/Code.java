package habitue.server.wire;

import java.util.Arrays;
import java.util.Optional;

/** Every way a request or an event is refused. The names are a promise: they never change. */
public enum Code {
  // The request as a whole
  BAD_JSON("bad_json", 400, "The body is not JSON"),
  BAD_ENCODING("bad_encoding", 400, "The body is not UTF-8"),
  BAD_GZIP("bad_gzip", 400, "The body is not gzip, though it says so"),
  BAD_BATCH("bad_batch", 400, "The batch is not a list of events"),
  BATCH_REFUSED("batch_refused", 400, "No event of the batch was taken"),
  BAD_PATH("bad_path", 400, "The address has characters that are refused"),
  BAD_REQUEST("bad_request", 400, "The request does not make sense"),
  NO_KEY("no_key", 401, "A key is needed"),
  WRONG_KEY("wrong_key", 401, "The key is not known"),
  WRONG_SIGNATURE("wrong_signature", 401, "The webhook's signature does not match"),
  STALE_SIGNATURE("stale_signature", 401, "The webhook's signature is too old"),
  KEY_EXPIRED("key_expired", 401, "The key has expired"),
  KEY_REVOKED("key_revoked", 401, "The key was revoked"),
  ORIGIN_NOT_ALLOWED("origin_not_allowed", 403, "The key is not for this web site"),
  FORBIDDEN("forbidden", 403, "The key or session may not do this"),
  STORE_NOT_ALLOWED("store_not_allowed", 403, "The key is not for this store"),
  UNKNOWN_CALL("unknown_call", 404, "There is no such call"),
  WRONG_METHOD("wrong_method", 405, "The call does not know this method"),
  NOT_ACCEPTABLE("not_acceptable", 406, "The answer has no such form"),
  SLOW_BODY("slow_body", 408, "The body came too slowly"),
  BODY_TOO_LARGE("body_too_large", 413, "The body is too large"),
  UNSUPPORTED_ENCODING("unsupported_encoding", 415, "The content encoding is not known"),
  UNSUPPORTED_MEDIA("unsupported_media", 415, "The content type is not known"),
  BUSY("busy", 429, "Too much at once: try again shortly"),
  RATE_LIMITED("rate_limited", 429, "The key sends more than it may"),
  TOO_MANY_FAILURES("too_many_failures", 429, "Too many wrong keys from this address"),
  FAILED("failed", 500, "Something went wrong here"),
  STORAGE_FULL("storage_full", 503, "The disk is full"),
  UNAVAILABLE("unavailable", 503, "The store does not take events now"),

  // One event
  NOT_AN_OBJECT("not_an_object", 400, "An event is a JSON object"),
  TOO_DEEP("too_deep", 400, "The event is nested too deeply"),
  TOO_MANY_NAMES("too_many_names", 400, "An object has too many names"),
  NUMBER_TOO_LONG("number_too_long", 400, "A number is out of range"),
  NUL_CHARACTER("nul_character", 400, "A text has a NUL character"),
  TEXT_TOO_LONG("text_too_long", 400, "A text is too long"),
  EVENT_TOO_LARGE("event_too_large", 413, "The event is too large"),
  WRONG_TYPE("wrong_type", 400, "A field has the wrong type"),
  UNKNOWN_TYPE("unknown_type", 400, "The type of the event is not known"),
  MISSING_FIELD("missing_field", 400, "A field is missing"),
  NO_IDENTIFIER("no_identifier", 400, "The event names nobody"),
  BAD_TIME("bad_time", 400, "A time is not understood"),
  TIME_TOO_EARLY("time_too_early", 400, "A time lies before 1970"),
  TIME_TOO_FAR_AHEAD("time_too_far_ahead", 400, "A time lies too far ahead"),
  BAD_AMOUNT("bad_amount", 400, "An amount is not a number"),
  UNKNOWN_CURRENCY("unknown_currency", 400, "The currency is not known"),
  BAD_SIGNATURE("bad_signature", 400, "The signature does not match"),
  SIGNATURE_NEEDED("signature_needed", 400, "A browser may not say this without a signature"),
  ERASED_PERSON("erased_person", 400, "The person was erased after this happened"),
  HISTORY_NOT_ALLOWED("history_not_allowed", 400, "A browser may not state the past"),
  CHANGES_KNOWN_CONTACT("changes_known_contact", 400, "A browser may not change a known address"),
  INVALID_MESSAGE("invalid_message", 400, "The event cannot be read"),
  UNREADABLE_DOCUMENT("unreadable_document", 400, "The shop's document cannot be read"),
  SHOP_REDACTION("shop_redaction", 400, "A shop asks that all of its data be erased"),
  REFUSED("refused", 400, "The event was refused"),

  // Customers
  BAD_REFERENCE("bad_reference", 400, "The reference is not understood"),
  PERSONAL_REFERENCE("personal_reference", 400, "E-mails and phones do not go in an address"),
  UNKNOWN_CUSTOMER("unknown_customer", 404, "No such customer"),
  ERASED("erased", 404, "This customer was erased"),
  UNKNOWN_IDENTIFIER("unknown_identifier", 404, "No such identifier"),
  AMBIGUOUS_REFERENCE("ambiguous_reference", 409, "The reference fits several customers"),
  TOO_LITTLE_DATA("too_little_data", 409, "Too few orders to tell"),
  ALREADY_JOINED("already_joined", 409, "They are one customer already"),
  NOT_SEPARABLE("not_separable", 409, "The identifier cannot be separated"),
  TOO_MANY_IDENTIFIERS("too_many_identifiers", 409, "Together they have too many identifiers"),
  UNKNOWN_COMMAND("unknown_command", 404, "No such command of this customer"),
  UNKNOWN_TAG("unknown_tag", 404, "There is no such tag to be set"),
  NOT_TAGGED("not_tagged", 409, "The customer may not be tagged"),
  SENSITIVE("sensitive", 400, "A word that is not to be kept of people"),
  KEY_REUSED("key_reused", 409, "The idempotency key was used for something else"),
  NAME_TAKEN("name_taken", 409, "The name is taken"),

  // The playbook
  PLAYBOOK_WRONG("playbook_wrong", 422, "The playbook has mistakes"),
  PLAYBOOK_MOVED("playbook_moved", 409, "Another version was published meanwhile"),
  UNKNOWN_VERSION("unknown_version", 404, "There is no such version"),
  UNKNOWN_QUESTION("unknown_question", 404, "The playbook has no such question"),
  BAD_ANSWER("bad_answer", 400, "The question does not take this answer"),
  NOT_ASKED("not_asked", 409, "The customer was not asked this"),
  ALREADY_LEARNT("already_learnt", 409, "The answer before was learnt from"),
  UNKNOWN_SEGMENT("unknown_segment", 404, "There is no such segment"),

  // Loyalty
  UNKNOWN_PROGRAMME("unknown_programme", 404, "There is no such loyalty programme"),
  UNKNOWN_REWARD("unknown_reward", 404, "The programme has no such reward"),
  UNKNOWN_REDEMPTION("unknown_redemption", 404, "The customer has no such redemption"),
  BAD_CARD("bad_card", 400, "A digit of the card number is wrong"),
  NO_CARD("no_card", 404, "Only members have a card"),
  BAD_POINTS("bad_points", 400, "This is no number of points"),
  TOO_FEW_POINTS("too_few_points", 409, "Fewer points are active"),
  TIER_TOO_LOW("tier_too_low", 409, "The reward is for a higher tier"),
  ALREADY_REVERSED("already_reversed", 409, "It was undone before"),
  ALREADY_FULFILLED("already_fulfilled", 409, "It was handed over before"),
  OUT_OF_STOCK("out_of_stock", 409, "None of the reward is left"),
  LIMIT_REACHED("limit_reached", 409, "The customer had the reward as often as they may"),
  NOT_FOR_THEM("not_for_them", 409, "The reward is not for this customer"),
  UNKNOWN_CODE("unknown_code", 404, "No reward has this code"),
  CODE_USED("code_used", 409, "The code was used before"),
  CODE_VOID("code_void", 409, "The code is worth nothing any more"),
  CODE_OVER("code_over", 409, "The code's time is up"),
  TOO_MANY_GUESSES("too_many_guesses", 429, "Too many codes that are none"),
  BALANCES_WRONG("balances_wrong", 422, "The file of balances has mistakes"),
  CODES_WRONG("codes_wrong", 422, "The file of codes has mistakes"),
  UNKNOWN_ADJUSTMENT("unknown_adjustment", 404, "There is no such adjustment to be allowed"),
  SECOND_PERSON("second_person", 403, "Somebody else must allow it"),
  ABOVE_LIMIT("above_limit", 403, "The adjustment is above your limit"),
  ALREADY_DECIDED("already_decided", 409, "It was decided before"),
  UNKNOWN_REFERRAL("unknown_referral", 404, "There is no such referral"),
  REFERRAL_SETTLED("referral_settled", 409, "The referral was decided otherwise"),
  RESTRICTED("restricted", 409, "The customer's data is frozen"),

  // What is sold
  BAD_FEED("bad_feed", 400, "The catalogue cannot be read"),
  PRODUCTS_REFUSED("products_refused", 400, "No product was taken"),
  UNKNOWN_FIELD("unknown_field", 400, "A field is not known"),
  UNKNOWN_PRODUCT("unknown_product", 404, "There is no such product"),

  // Addresses nothing is sent to
  UNKNOWN_SUPPRESSION("unknown_suppression", 404, "There is no such suppression"),

  // Keys
  UNKNOWN_KEY("unknown_key", 404, "There is no such key"),
  TOO_MANY_KEYS("too_many_keys", 409, "There are too many keys"),
  CUSTOMERS_COLLIDE("customers_collide", 409, "Another shop numbers its customers too"),

  // Facts that leave
  CURSOR_GONE("cursor_gone", 410, "What follows the cursor is kept no more"),
  UNKNOWN_WEBHOOK("unknown_webhook", 404, "There is no such webhook"),
  TARGET_NOT_ALLOWED("target_not_allowed", 400, "Nothing is sent to this address");

  private final String wireName;
  private final int status;
  private final String title;

  Code(String wireName, int status, String title) {
    this.wireName = wireName;
    this.status = status;
    this.title = title;
  }

  public static Optional<Code> named(String wireName) {
    return Arrays.stream(values()).filter(code -> code.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
