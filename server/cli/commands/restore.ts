import { restoreBackup } from '../../backup/restore-backup.ts';
import { settleRestored } from '../../backup/settle-restored.ts';
import { keyFileOf } from '../../wire.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { checkSecrets } from '../doctor/check-keys.ts';
import { withDesk } from '../open-desk.ts';

/** Brings a backup back into an empty data folder and makes it ready to start. */
export const restore = defineCommand({
  options: {
    'send-waiting': {
      type: 'boolean',
      default: false,
      meaning: 'send the mails that waited: only when the old installation was stopped before the backup and stays off',
    },
  },
  run: async (context, values, words) => {
    const [folder = ''] = expectWords(words, 'FOLDER');
    const env = context.readEnv();
    const { terminal } = context;
    const manifest = await restoreBackup({ env, folder, keyFile: keyFileOf(env), log: await context.createLog(), progress: terminal.note });
    await withDesk(context, async (desk) => {
      const { held, woken } = await settleRestored(desk, { backupOf: manifest.createdAt, sendWaiting: values['send-waiting'] });
      terminal.out(`Restored the backup of ${manifest.createdAt}: ${manifest.tenants} companies, ${manifest.blobs.count} stored files.`);
      if (held > 0) terminal.out(`Mails that waited then and may have been sent since, now uncertain and for a person to decide: ${held}.`);
      if (woken > 0) terminal.out(`Open tickets that continue at the next start: ${woken}.`);
      for (const key of manifest.blobs.missing) terminal.note(`Was missing when the backup was made: ${key}`);
      for (const finding of await checkSecrets(desk)) if (finding.level !== 'ok') terminal.note(`${finding.text} ${finding.todo ?? ''}`);
      terminal.out('Everybody signs in anew. Next: deskhand start');
    });
  },
});
