import { addCompany, type BenchCompany, type CompanyOptions, Counter, withCore } from './desk.ts';
import { createMailClient, type MailClient } from './mail-client.ts';
import { Product, type ProductOptions } from './product.ts';
import { type Sink, startSink } from './sink.ts';

/** A running product with companies, somebody who sends to it and somebody who receives from it. */
export type Setting = {
  product: Product;
  sink: Sink;
  client: MailClient;
  counter: Counter;
  companies: BenchCompany[];
  close(): Promise<void>;
};

export type SettingOptions = ProductOptions & { companies?: number; connections?: number };

/** Starts the product on an empty folder and adds so many companies (1). */
export async function openSetting({ companies: wanted = 1, connections = 8, ...options }: SettingOptions = {}): Promise<Setting> {
  const sink = await startSink();
  const product = await Product.prepare(options);
  await product.start();
  const slugs = Array.from({ length: wanted }, (_one, index) => `company-${index}`);
  const companies = await addCompanies(
    product,
    slugs.map((slug) => ({ slug, smtp: { host: sink.host, port: sink.port } })),
  );
  const client = createMailClient({ port: product.ports.smtp, connections });
  const counter = new Counter(product);
  const close = async (): Promise<void> => {
    client.close();
    await counter.close();
    await product.discard();
    await sink.close();
  };
  return { product, sink, client, counter, companies, close };
}

async function addCompanies(product: Product, wanted: CompanyOptions[]): Promise<BenchCompany[]> {
  return withCore(product, async (core) => {
    const companies: BenchCompany[] = [];
    for (const options of wanted) companies.push(await addCompany(core, options));
    return companies;
  });
}
