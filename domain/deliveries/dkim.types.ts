export type DkimAlgorithm = 'rsa' | 'ed25519';

/** A key signs nothing while it is `unpublished`, signs all new mails of its domain while `active`, and only those queued before once `retired`. */
export type DkimState = 'unpublished' | 'active' | 'retired';

/** The key one mail is signed with. The secret is still sealed. */
export type SigningKey = { id: string; domain: string; selector: string; algorithm: DkimAlgorithm; secret: string };

/** What signing needs: `privateKey` is PEM (PKCS #8), `at` the time of the signature. */
export type DkimSigner = { domain: string; selector: string; algorithm: DkimAlgorithm; privateKey: string; at: Date };
