import { AppError } from '../../../domain/errors.ts';
import { makeBackup } from '../../backup/make-backup.ts';
import { keyFileOf } from '../../wire.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';
import { packageVersion } from '../package-version.ts';

/** Copies everything an installation is made of into a new folder. */
export const backup = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    const [folder = ''] = expectWords(words, 'FOLDER');
    const { terminal } = context;
    await withDesk(context, async ({ env, runtime, blobs }) => {
      if (runtime.ownerUrl === null) throw ownerMissing();
      const manifest = await makeBackup({
        env,
        folder,
        blobs,
        ownerUrl: runtime.ownerUrl,
        keyFile: keyFileOf(env),
        deskhandVersion: await packageVersion(),
        now: new Date(),
        progress: terminal.note,
      });
      const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
      terminal.out(`${folder}: ${manifest.tenants} companies, ${rows} rows, ${manifest.blobs.count} stored files.`);
      terminal.out('It holds the keys and every mail: keep it where only you can read it.');
      if (manifest.temporal === 'external')
        terminal.note('The workflows are in your own Temporal server: back that up too. A restore starts missing ones anew.');
      for (const key of manifest.blobs.missing) terminal.note(`Not in the store, so not in the backup: ${key}`);
    });
  },
});

function ownerMissing(): AppError {
  return new AppError('not_configured', {
    message: 'DATABASE_OWNER_URL is not set',
    userMessage: 'A backup needs the owner’s login: set DATABASE_OWNER_URL beside DATABASE_URL.',
  });
}
