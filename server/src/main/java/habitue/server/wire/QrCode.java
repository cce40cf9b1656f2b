package habitue.server.wire;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/**
 * A text as a picture to point a phone at.
 *
 * @param size how many modules wide and high
 * @param path the dark ones, as the path of an SVG
 */
public record QrCode(int size, String path) {
  private static final int MARGIN = 4;

  public static QrCode of(String text) {
    try {
      BitMatrix bits =
          new QRCodeWriter()
              .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
      return new QrCode(bits.getWidth(), path(bits));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("the text is too long for a picture", tooLong);
    }
  }

  /** As a whole SVG, dark on white whatever stands behind it. */
  public String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
    <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>\
    """
        .formatted(size, path);
  }

  private static String path(BitMatrix bits) {
    var path = new StringBuilder();
    for (int y = 0; y < bits.getHeight(); y++) {
      for (int x = 0; x < bits.getWidth(); x++) {
        if (bits.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return path.toString();
  }
}
