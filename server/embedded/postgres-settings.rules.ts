/**
 * Settings of the embedded server for a small machine: little memory at rest, moderate WAL, no replication (there is none), only loopback.
 * The server's log shows no error of a statement and no statement: they could hold a mail. Errors reach whoever asked.
 */
export function postgresSettings(durable: boolean): Record<string, string> {
  return { ...common, ...(durable ? {} : throwaway) };
}

const common = {
  cluster_name: 'deskhand',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  huge_pages: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '80MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** For tests: a power cut may lose everything, which is then made anew. What was committed still survives SIGKILL. */
const throwaway = { fsync: 'off', full_page_writes: 'off' };
