package habitue.server.hooks;

/** Documents in the shapes that Shopify and WooCommerce publish, of a shop that is none. */
final class ShopDocuments {
  private ShopDocuments() {}

  /** A Shopify order of 2 teapots and a tin: 3 × 10.00, 5.00 off, 4.00 for shipping, tax within. */
  static String shopifyOrder(long id, String updatedAt, String more) {
    return """
    {"id":%d,"admin_graphql_api_id":"gid://shopify/Order/%d","name":"#T%d","test":false,
     "created_at":"2026-05-04T10:00:00+02:00","processed_at":"2026-05-04T10:00:00+02:00",
     "updated_at":"%s","cancelled_at":null,"cancel_reason":null,
     "currency":"EUR","presentment_currency":"USD","taxes_included":true,
     "financial_status":"paid","fulfillment_status":null,"source_name":"web",
     "subtotal_price":"25.00","total_price":"29.00","total_tax":"4.83","total_discounts":"5.00",
     "subtotal_price_set":{"shop_money":{"amount":"25.00","currency_code":"EUR"},
                           "presentment_money":{"amount":"27.10","currency_code":"USD"}},
     "total_price_set":{"shop_money":{"amount":"29.00","currency_code":"EUR"},
                        "presentment_money":{"amount":"31.44","currency_code":"USD"}},
     "discount_codes":[{"code":"MAY","amount":"5.00","type":"fixed_amount"}],
     "payment_gateway_names":["shopify_payments"],
     "email":"marthe@buyers.example","contact_email":"marthe@buyers.example","phone":null,
     "customer":{"id":7001,"email":"marthe@buyers.example","verified_email":true,
       "first_name":"Marthe","last_name":"Lenoir","phone":"+33611223344","state":"enabled"},
     "billing_address":{"first_name":"Marthe","last_name":"Lenoir","address1":"3 rue du Puits",
       "city":"Lyon","zip":"69001","province_code":null,"country_code":"FR"},
     "shipping_lines":[{"id":31,"title":"Home","price":"4.00","discounted_price":"4.00"}],
     "line_items":[
       {"id":11,"product_id":501,"variant_id":601,"sku":"POT-B","title":"Teapot",
        "variant_title":"Blue","vendor":"Kiln","quantity":2,"price":"10.00",
        "price_set":{"shop_money":{"amount":"10.00","currency_code":"EUR"},
                     "presentment_money":{"amount":"10.84","currency_code":"USD"}},
        "discount_allocations":[{"amount":"5.00"}],"tax_lines":[{"price":"2.50"}]},
       {"id":12,"product_id":502,"sku":"TIN","title":"Tin","quantity":1,"price":"10.00",
        "discount_allocations":[],"tax_lines":[{"price":"1.67"}]}],
     "fulfillments":[],"refunds":[]%s}
    """
        .formatted(id, id, id, updatedAt, more);
  }

  /** One teapot given back, its shipping too. */
  static String shopifyRefund(long id, long order) {
    return """
    {"id":%d,"order_id":%d,"created_at":"2026-05-06T09:00:00+02:00","note":"chipped",
     "refund_line_items":[{"id":21,"line_item_id":11,"quantity":1,"subtotal":"7.50",
       "subtotal_set":{"shop_money":{"amount":"7.50","currency_code":"EUR"},
                       "presentment_money":{"amount":"8.13","currency_code":"USD"}},
       "total_tax":"1.25",
       "line_item":{"id":11,"product_id":501,"sku":"POT-B","title":"Teapot",
         "variant_title":"Blue","quantity":2,"price":"10.00"}}],
     "order_adjustments":[{"id":41,"kind":"shipping_refund","amount":"-4.00"}],
     "transactions":[{"id":51,"kind":"refund","status":"success","amount":"12.47",
       "currency":"USD"}]}
    """
        .formatted(id, order);
  }

  static String shopifyCustomer(long id, String updatedAt) {
    return """
    {"id":%d,"email":"marthe@buyers.example","verified_email":true,
     "created_at":"2026-01-02T08:00:00+01:00","updated_at":"%s",
     "first_name":"Marthe","last_name":"Lenoir","phone":"+33611223344",
     "default_address":{"address1":"3 rue du Puits","city":"Lyon","zip":"69001",
       "country_code":"FR"},
     "email_marketing_consent":{"state":"subscribed","opt_in_level":"confirmed_opt_in",
       "consent_updated_at":"2026-05-01T12:00:00+02:00"},
     "sms_marketing_consent":{"state":"not_subscribed","opt_in_level":"single_opt_in",
       "consent_updated_at":null}}
    """
        .formatted(id, updatedAt);
  }

  static String redact(long customer) {
    return """
    {"shop_id":9,"shop_domain":"kiln.example",
     "customer":{"id":%d,"email":"marthe@buyers.example","phone":"+33611223344"},
     "orders_to_redact":[1001]}
    """
        .formatted(customer);
  }

  /** A WooCommerce order: 2 mugs at 10.00 before 4.00 off, 20 % tax, 5.00 for shipping. */
  static String wooOrder(long id, String status, String modified, String more) {
    return """
    {"id":%d,"number":"W-%d","status":"%s","currency":"EUR","prices_include_tax":true,
     "created_via":"checkout","customer_id":0,
     "date_created":"2026-05-04T10:00:00","date_created_gmt":"2026-05-04T08:00:00",
     "date_modified":"2026-05-04T12:00:00","date_modified_gmt":"%s",
     "discount_total":"4.00","discount_tax":"0.80","shipping_total":"5.00","shipping_tax":"1.00",
     "cart_tax":"3.20","total":"25.20","total_tax":"4.20","payment_method":"bacs",
     "billing":{"first_name":"Ivo","last_name":"Blanc","address_1":"9 quai Nord","city":"Nantes",
       "state":"","postcode":"44000","country":"FR","email":"ivo@buyers.example",
       "phone":"0240112233"},
     "line_items":[{"id":71,"name":"Mug","product_id":88,"variation_id":0,"quantity":2,
       "sku":"MUG","subtotal":"20.00","subtotal_tax":"4.00","total":"16.00","total_tax":"3.20",
       "price":8}],
     "shipping_lines":[{"id":72,"method_title":"Post","total":"5.00","total_tax":"1.00"}],
     "fee_lines":[],"coupon_lines":[{"id":73,"code":"spring","discount":"4.00"}],
     "gift_cards":[{"id":1,"code":"XXXX","amount":6}],
     "date_completed_gmt":null,"refunds":[]%s}
    """
        .formatted(id, id, status, modified, more);
  }
}
