package habitue.store;

import habitue.store.disk.OwnerOnly;
import habitue.store.disk.StoreRefused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A data folder held by this process alone. Beside the database it has {@code lock}, naming who
 * holds it, and {@code acknowledged}: the last position anyone was told is safe. That file is
 * mapped and not synced, so it outlives the process for nothing; after a loss of power it may be
 * behind, and is then only a weaker check.
 */
final class Folder implements AutoCloseable {
  private static final String DATABASE = "database";

  private final Path path;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final MappedByteBuffer acknowledged;

  private Folder(Path path, FileChannel lockChannel, FileLock lock, MappedByteBuffer acknowledged) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.lock = lock;
    this.acknowledged = acknowledged;
  }

  /** Refuses a folder that no server was started with. */
  static void refuseNone(Path path) {
    if (!Files.isDirectory(path.resolve(DATABASE))) {
      throw new StoreRefused(
          "no_data",
          "There is no data in %s. Name the folder that the server is started with."
              .formatted(path));
    }
  }

  static Folder hold(Path path) {
    try {
      Files.createDirectories(path);
      OwnerOnly.close(path);
      Path lockFile = path.resolve("lock");
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        String holder = Files.readString(lockFile).strip();
        channel.close();
        throw new StoreRefused(
            "folder_in_use",
            "The data folder is held by %s. Stop that one first, or use another folder."
                .formatted(holder.isEmpty() ? "another process" : holder));
      }
      channel.truncate(0);
      channel.write(
          StandardCharsets.UTF_8.encode("process " + ProcessHandle.current().pid() + "\n"));
      channel.force(false);
      return new Folder(path, channel, lock, map(path.resolve("acknowledged")));
    } catch (IOException unusable) {
      throw new StoreRefused(
          "folder_unusable",
          "The data folder cannot be used: " + unusable.getClass().getSimpleName());
    }
  }

  Path database() {
    return path.resolve("database");
  }

  Path path() {
    return path;
  }

  long acknowledged() {
    return acknowledged.getLong(0);
  }

  void acknowledge(long position) {
    acknowledged.putLong(0, position);
  }

  long freeBytes() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException unknown) {
      throw new UncheckedIOException(unknown);
    }
  }

  @Override
  public void close() {
    try {
      acknowledged.force();
      lock.release();
      lockChannel.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException oneOfOurs) {
      return null;
    }
  }

  private static MappedByteBuffer map(Path file) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "rw")) {
      return access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 8);
    }
  }
}
