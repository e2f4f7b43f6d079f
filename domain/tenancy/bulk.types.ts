import type { TenantId } from '../ids.types.ts';
import type { SqlPart } from './sql-part.rules.ts';

/** Rows of one tenant to write in one transaction; `tickets` is how many they are, for those who wait. */
export type BulkStep = { tenantId: TenantId; tickets: number; statements: SqlPart[] };
