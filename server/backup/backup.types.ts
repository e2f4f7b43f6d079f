import { z } from 'zod';

/** Names inside a backup folder. */
export const backupPaths = {
  manifest: 'manifest.json',
  database: 'database.ndjson.gz',
  keys: 'keys.json',
  blobs: 'blobs',
  blobList: 'blobs.list',
  temporal: 'temporal.db',
} as const;

const fileSchema = z.object({ path: z.string(), size: z.int().min(0), sha256: z.string().length(64) });

/** What a backup says of itself. It is written last: a folder without it is no backup. */
export const manifestSchema = z.object({
  format: z.literal('deskhand-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  deskhandVersion: z.string(),
  postgresVersion: z.string(),
  /** Names of the migrations that made the tables. */
  migrations: z.array(z.string()),
  tenants: z.int().min(0),
  rows: z.record(z.string(), z.int()),
  /** `missing`: keys that rows name and the store did not have when the backup was made. */
  blobs: z.object({ count: z.int(), bytes: z.int(), missing: z.array(z.string()) }),
  /** `external`: kept by a Temporal server of one's own; `none`: there was no file yet. */
  temporal: z.enum(['included', 'external', 'none']),
  /** Every file but the blobs, whose names are their own SHA-256. */
  files: z.array(fileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type BackupFile = z.infer<typeof fileSchema>;

/** A line before the rows of one table of one tenant; `tenant` is null for a table without tenants. */
export const sectionSchema = z.object({ table: z.string(), tenant: z.string().nullable(), columns: z.array(z.string()) });
export type Section = z.infer<typeof sectionSchema>;

/** A row: each value as PostgreSQL writes it as text, so that reading it back gives the same value; null is SQL's. */
export type RowText = (string | null)[];
