/** What a test Dovecot is started with. All of it lives under `folder`. */
export type DovecotSettings = {
  folder: string;
  host: string;
  imapPort: number;
  lmtpPort: number;
  /** Account it runs under, by name: Dovecot wants no numbers. */
  user: string;
  group: string;
  /** The whole IMAP capability line to announce; undefined: its own. */
  capabilities: string | undefined;
  /** Where access tokens are introspected (RFC 7662); undefined: it takes passwords only. */
  introspectionUrl: string | undefined;
};

const announced =
  'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ UNSELECT CHILDREN NAMESPACE UIDPLUS MOVE ESEARCH CONDSTORE QRESYNC LIST-EXTENDED LIST-STATUS SPECIAL-USE';

/** A capability line without the named extensions, for `startDovecot({ capabilities })`: clients then go their fall-back ways. */
export function capabilitiesWithout(...names: string[]): string {
  return announced
    .split(' ')
    .filter((name) => !names.includes(name))
    .join(' ');
}

/** The configuration file, for Dovecot 2.3. The empty `chroot` lines and the two account lines let an ordinary user run it. */
export function dovecotSettings(settings: DovecotSettings): string {
  const { folder, host, user, group } = settings;
  return `
protocols = imap lmtp
listen = ${host}
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${settings.introspectionUrl === undefined ? '' : ' oauthbearer xoauth2'}
auth_failure_delay = 0
# The part before the @ is the whole name.
auth_username_format = %n
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
mail_location = maildir:${folder}/mail/%n
mail_uid = ${user}
mail_gid = ${group}
first_valid_uid = 1
mail_max_userip_connections = 1000
default_process_limit = 1000
default_client_limit = 2000
# A killed process loses nothing by this, only a machine without power would.
mail_fsync = never
${settings.capabilities === undefined ? '' : `imap_capability = ${settings.capabilities}`}
namespace inbox {
  inbox = yes
}
${settings.introspectionUrl === undefined ? '' : oauthPassdb(folder)}passdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users
  default_fields = uid=${user} gid=${group} home=${folder}/mail/%n
}
service anvil {
  chroot =
  # Without it one wrong password slows every later login from this machine by seconds.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = ${settings.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${settings.lmtpPort}
  }
}
`;
}

function oauthPassdb(folder: string): string {
  return `passdb {
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = ${folder}/oauth2.conf
}
`;
}

/** The second file, which the passdb for tokens reads: every token is shown to the introspection, nothing is remembered. */
export function dovecotOauthSettings(introspectionUrl: string): string {
  return `
introspection_mode = post
introspection_url = ${introspectionUrl}
username_attribute = username
username_format = %n
active_attribute = active
active_value = true
timeout_msecs = 5000
`;
}
