/** The context a DKIM key is sealed with (`storage/key-ring`): it opens in its own row only. */
export function dkimSecretContext(keyId: string): string {
  return `dkim:${keyId}`;
}
