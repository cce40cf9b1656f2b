package habitue.server.api;

import java.nio.file.Path;

/** Where a backup is put together: on the disk of the data, so that it takes hardly any room. */
public record BackupFolder(Path path) {}
