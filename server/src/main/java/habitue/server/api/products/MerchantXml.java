package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Google Merchant's feed as RSS 2.0 or Atom: a product an {@code item} or {@code entry}, its parts
 * by their names whatever their prefix. A feed with a document type is refused, and with it
 * everything that names files and unfolds.
 */
final class MerchantXml implements Feed {
  private static final Set<String> PRODUCTS = Set.of("item", "entry");
  private static final int DEEPEST = 16;

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public void read(Metered from, Each each) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(from);
      boolean empty = true;
      for (int depth = 0; reader.hasNext(); ) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new RefusedRequest(Code.BAD_FEED, "a feed has no document type");
        }
        if (event == XMLStreamConstants.START_ELEMENT && PRODUCTS.contains(reader.getLocalName())) {
          from.next();
          int line = reader.getLocation().getLineNumber();
          each.said(line, Merchant.product(parts(reader)));
          empty = false;
        } else if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
          throw new RefusedRequest(Code.BAD_FEED, "the feed is nested too deeply");
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
      if (empty) {
        throw new RefusedRequest(Code.BAD_FEED, "there is no item or entry in the feed");
      }
    } catch (XMLStreamException broken) {
      throw refused(broken);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing is fetched");
    });
    return factory;
  }

  private static RefusedRequest refused(XMLStreamException broken) {
    for (Throwable each = broken; each != null; each = each.getCause()) {
      if (each instanceof RefusedRequest refused) {
        return refused;
      }
    }
    var place = broken.getLocation();
    String where =
        place == null
            ? ""
            : " at line %d, column %d".formatted(place.getLineNumber(), place.getColumnNumber());
    return new RefusedRequest(Code.BAD_FEED, "this is not well-formed XML" + where);
  }

  private static Map<String, List<Value>> parts(XMLStreamReader reader) throws XMLStreamException {
    var parts = new LinkedHashMap<String, List<Value>>();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        String name = reader.getLocalName();
        String address = reader.getAttributeValue(null, "href");
        Value value = value(reader, 1);
        boolean linked = name.equals("link") && address != null;
        parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(linked ? Value.of(address) : value);
      }
    }
    return parts;
  }

  /** The text of an element, or what it holds by name. */
  private static Value value(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new RefusedRequest(Code.BAD_FEED, "the feed is nested too deeply");
    }
    var text = new StringBuilder();
    Fields inner = Fields.NONE;
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          inner = inner.with(name, value(reader, depth + 1));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new RefusedRequest(Code.BAD_FEED, "a feed has no entities of its own");
        default -> {}
      }
    }
    return inner.isEmpty() ? Value.of(text.toString().strip()) : inner;
  }
}
