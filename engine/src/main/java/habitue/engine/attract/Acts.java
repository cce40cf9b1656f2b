package habitue.engine.attract;

import habitue.engine.Happening;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Trust;
import java.util.Set;

/** Whose doing an event was: the person's own, or a machine's. */
final class Acts {
  private static final Set<String> MESSAGES =
      Set.of("Email", "SMS", "Push", "Message", "Newsletter", "In-App");

  /** Mail programs and carriers report these; an open may be a machine fetching pictures. */
  private static final Set<String> MACHINE_WORDS =
      Set.of(
          "Bounced",
          "Deferred",
          "Delivered",
          "Dropped",
          "Opened",
          "Processed",
          "Received",
          "Sent",
          "Skipped");

  /** Acts of the person that servers report (Segment's e-commerce, e-mail and B2B names). */
  private static final Set<String> REPORTED =
      Set.of(
          "Order Completed",
          "Checkout Started",
          "Checkout Step Viewed",
          "Checkout Step Completed",
          "Payment Info Entered",
          "Cart Viewed",
          "Product Viewed",
          "Product Clicked",
          "Product Added",
          "Product Removed",
          "Product List Viewed",
          "Product List Filtered",
          "Products Searched",
          "Promotion Clicked",
          "Product Added to Wishlist",
          "Product Removed from Wishlist",
          "Wishlist Product Added to Cart",
          "Product Shared",
          "Cart Shared",
          "Product Reviewed",
          "Question Answered",
          "Coupon Entered",
          "Email Link Clicked",
          "Email Clicked",
          "Email Replied",
          "SMS Clicked",
          "SMS Replied",
          "Push Notification Tapped",
          "Message Received",
          "Message Clicked",
          "Call Received",
          "Signed Up",
          "Signed In",
          "Account Created",
          "Trial Started",
          "Invite Sent",
          "Answer Given");

  private static final Set<String> COUNTERS = Set.of("shop", "till", "service");

  private Acts() {}

  /** Whether the person looked at or did something on a site or in an app just then. */
  static boolean visiting(Happening happening) {
    Event event = happening.event();
    if (COUNTERS.contains(happening.source().channel())) {
      return false;
    }
    return switch (event.kind()) {
      case PAGE, SCREEN -> true;
      case TRACK -> !aboutMessage(event.name()) && onTheSpot(happening, event);
      case IDENTIFY, GROUP, ALIAS -> false;
    };
  }

  /** A browser's or app's own word; a server's only where it passes on the page it was on. */
  private static boolean onTheSpot(Happening happening, Event event) {
    if (happening.source().trust() == Trust.BROWSER) {
      return true;
    }
    Fields context = event.context();
    boolean placed = !context.fields("page").isEmpty() || !context.fields("screen").isEmpty();
    return placed && !event.name().startsWith("Order ");
  }

  /** Whether the person did something themselves, wherever; what data is kept by. */
  static boolean contact(Happening happening, boolean visiting) {
    if (visiting) {
      return true;
    }
    Event event = happening.event();
    boolean own = happening.source().trust() == Trust.BROWSER;
    return switch (event.kind()) {
      case TRACK -> REPORTED.contains(event.name()) || (own && !machine(event.name()));
      case IDENTIFY, GROUP, ALIAS -> own;
      case PAGE, SCREEN -> true;
    };
  }

  /** E-mail events and what machines report: where they come from says nothing of a visit. */
  private static boolean aboutMessage(String name) {
    return name.startsWith("Email ") || machine(name);
  }

  private static boolean machine(String name) {
    int space = name.indexOf(' ');
    return space > 0
        && MESSAGES.contains(name.substring(0, space))
        && MACHINE_WORDS.contains(name.substring(name.lastIndexOf(' ') + 1))
        && !REPORTED.contains(name);
  }
}
