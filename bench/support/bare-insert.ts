import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import pg from 'pg';
import { databaseAddresses } from './desk.ts';
import type { BenchMail } from './mails.ts';
import type { Product } from './product.ts';

const lanes = 4;

/**
 * The baseline of the bursts: the same mails parsed by mailparser and inserted by plain pg into the same server, one durable transaction each, four at a
 * time, in this process. Nothing else of what a desk does. Returns mails a second.
 */
export async function bareInsert(product: Product, mails: BenchMail[]): Promise<number> {
  const { superuserUrl } = await databaseAddresses(product);
  const pool = new pg.Pool({ connectionString: superuserUrl, max: lanes });
  try {
    await pool.query(
      'create table bench_mails (id uuid primary key, sender text not null, subject text not null, text text not null, raw bytea not null)',
    );
    const began = performance.now();
    const queue = mails[Symbol.iterator]();
    const lane = async (): Promise<void> => {
      for (let next = queue.next(); next.done !== true; next = queue.next()) await insertOne(pool, next.value);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return (mails.length * 1000) / (performance.now() - began);
  } finally {
    await pool.query('drop table if exists bench_mails');
    await pool.end();
  }
}

async function insertOne(pool: pg.Pool, mail: BenchMail): Promise<void> {
  const parsed = await simpleParser(mail.raw);
  const params = [randomUUID(), parsed.from?.value[0]?.address ?? '', parsed.subject ?? '', parsed.text ?? '', mail.raw];
  await pool.query('insert into bench_mails (id, sender, subject, text, raw) values ($1, $2, $3, $4, $5)', params);
}
