package habitue.server.security;

/**
 * What opens the console and the API, hashed.
 *
 * @param adminTokenHash SHA-256 in hex of the token that has every scope
 * @param consolePasswordHash bcrypt of the password of the console's user {@code admin}
 */
public record Credentials(String adminTokenHash, String consolePasswordHash) {
  @Override
  public String toString() {
    return "Credentials";
  }
}
