export type TenantStatus = 'active' | 'suspended' | 'trial' | 'expired';

/** Languages Deskhand writes its own fixed texts in (ISO 639-1). */
export const ownLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl'] as const;
export type OwnLanguage = (typeof ownLanguages)[number];

/** The language of our own texts for a wanted one; English where we have none. */
export function ownLanguage(wanted: string | null, fallback: string = 'en'): OwnLanguage {
  const found = [wanted, fallback].find((code) => ownLanguages.includes(code as OwnLanguage));
  return (found as OwnLanguage | undefined) ?? 'en';
}
