const cleanUps = new Set<() => void>();
let isListening = false;

/** Has `cleanUp` called when this process ends, also by Ctrl-C or SIGTERM: nothing that a measurement started may outlive it. Returns how to forget it. */
export function atExit(cleanUp: () => void): () => void {
  if (!isListening) {
    isListening = true;
    process.once('exit', () => {
      for (const one of cleanUps) one();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  }
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}
