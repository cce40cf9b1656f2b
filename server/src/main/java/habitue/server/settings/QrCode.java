package habitue.server.settings;

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

  static QrCode of(String text) {
    try {
      BitMatrix bits =
          new QRCodeWriter()
              .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
      return new QrCode(bits.getWidth(), path(bits));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("the text is too long for a picture", tooLong);
    }
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
