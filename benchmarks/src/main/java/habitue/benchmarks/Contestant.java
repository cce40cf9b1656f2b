package habitue.benchmarks;

/** What is given the same events as others, to see how long it takes. */
interface Contestant extends AutoCloseable {

  /** Takes a batch in; returns when it is on disk. For many threads at once. */
  void take(Batch batch);

  /** Waits until everything taken is worked on. */
  void settle();

  @Override
  void close();
}
