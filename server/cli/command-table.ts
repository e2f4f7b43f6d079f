import type { CliCommand, CommandRow } from './cli.types.ts';

// Loaded when called: a command line pays only for the command it names.
const startFile = () => import('./commands/start.ts');
const migrateFile = () => import('./commands/migrate.ts');
const seedFile = () => import('./commands/seed.ts');
const seedBigFile = () => import('./commands/seed-big.ts');
const doctorFile = () => import('./commands/doctor.ts');
const mailDeliverFile = () => import('./commands/mail-deliver.ts');
const mailParseFile = () => import('./commands/mail-parse.ts');
const mailScoreFile = () => import('./commands/mail-score.ts');
const slaDueFile = () => import('./commands/sla-due.ts');
const slaHistoryFile = () => import('./commands/sla-history.ts');
const sayFile = () => import('./commands/say.ts');
const tenantsFile = () => import('./commands/tenants.ts');
const peopleFile = () => import('./commands/people.ts');
const importFile = () => import('./commands/import.ts');
const peopleSignInFile = () => import('./commands/people-sign-in.ts');
const customersFile = () => import('./commands/customers.ts');
const contactsFile = () => import('./commands/contacts.ts');
const calendarsFile = () => import('./commands/calendars.ts');
const mailboxesFile = () => import('./commands/mailboxes.ts');
const mailboxesHooksFile = () => import('./commands/mailboxes-hooks.ts');
const mailboxesTestFile = () => import('./commands/mailboxes-test.ts');
const mailboxesOauthFile = () => import('./commands/mailboxes-oauth.ts');
const mailboxesDkimFile = () => import('./commands/mailboxes-dkim.ts');
const mailboxesPaceFile = () => import('./commands/mailboxes-pace.ts');
const tenantsBrandFile = () => import('./commands/tenants-brand.ts');
const aiRunsFile = () => import('./commands/ai-runs.ts');
const aiProvidersFile = () => import('./commands/ai-providers.ts');
const aiProviderAddFile = () => import('./commands/ai-provider-add.ts');
const promptsFile = () => import('./commands/prompts.ts');
const promptsChangeFile = () => import('./commands/prompts-change.ts');
const promptsArmFile = () => import('./commands/prompts-arm.ts');
const slackFile = () => import('./commands/slack.ts');
const keysFile = () => import('./commands/keys.ts');
const backupFile = () => import('./commands/backup.ts');
const restoreFile = () => import('./commands/restore.ts');
const shellFile = () => import('./commands/shell.ts');
const aiClassifyFile = () => import('./commands/ai-classify.ts');
const aiLearningFile = () => import('./commands/ai-learning.ts');
const helpFile = () => import('./commands/help.ts');

/** Every command: name, what follows it, what it does, and where it is. */
export const commandTable: CommandRow[] = [
  row('start', '[--role all|web|worker|mail]', 'run Deskhand', startFile, 'start'),
  row('migrate', '', 'bring the database up to date', migrateFile, 'migrate'),
  row('seed', '', 'create the demo company in an empty database', seedFile, 'seed'),
  row(
    'seed big',
    '[--tickets N] [--messages N] [--tenants N]',
    'fill an empty database with a great many made-up tickets',
    seedBigFile,
    'seedBig',
  ),
  row('doctor', '[--mailboxes]', 'check every dependency and setting and say what to do', doctorFile, 'doctor'),
  row('mail deliver', 'FILE… [--to ADDRESS]', 'take in mails from files', mailDeliverFile, 'mailDeliver'),
  row('mail parse', 'FILE', 'print how Deskhand reads a mail, as JSON', mailParseFile, 'mailParse'),
  row('mail score', 'CASES.jsonl…', 'measure how Deskhand reads mail on files of cases (mail/parse/README.md)', mailScoreFile, 'mailScore'),
  row('sla due', 'FILE', 'print when each case of a JSON file is due (docs/clocks.md)', slaDueFile, 'slaDue'),
  row('sla history', 'FILE', 'print how the clocks of each history in a JSON file stand (docs/clocks.md)', slaHistoryFile, 'slaHistory'),
  row('say', '--as EMAIL "TEXT" [--json]', 'say something to Deskhand as a member of staff', sayFile, 'say'),
  row(
    'ai classify',
    '--train FILE.csv --test FILE.csv',
    'train the classifier on texts, try it on others and print the figures (docs/learning.md)',
    aiClassifyFile,
    'aiClassify',
  ),
  row('ai train', '[type|priority]', 'train the classifier on what staff confirmed', aiLearningFile, 'aiTrain'),
  row('ai classifiers', '[type|priority]', 'list the classifiers and their figures', aiLearningFile, 'aiClassifiers'),
  row('ai rollback', '[type|priority]', 'go back to the classifier that was used before', aiLearningFile, 'aiRollback'),
  row('tenants add', 'SLUG --name NAME --zone ZONE', 'create a company', tenantsFile, 'tenantsAdd'),
  row('tenants list', '', 'list the companies', tenantsFile, 'tenantsList'),
  row(
    'tenants brand',
    '[--name NAME] [--accent COLOUR] [--footer TEXT] [--logo FILE] [--language CODE]',
    'show or change how a company’s mails look',
    tenantsBrandFile,
    'tenantsBrand',
  ),
  row('people add', 'EMAIL --name NAME', 'add a member of staff; the first one becomes the owner', peopleFile, 'peopleAdd'),
  row('people update', 'EMAIL', 'change name, role, zone or language', peopleFile, 'peopleUpdate'),
  row('people deactivate', 'EMAIL', 'end somebody’s access at once', peopleFile, 'peopleDeactivate'),
  row('people reactivate', 'EMAIL', 'give access back', peopleFile, 'peopleReactivate'),
  row('people list', '', 'list the staff', peopleFile, 'peopleList'),
  row('people import', 'FILE.csv [--dry-run]', 'add and change staff from a CSV file', importFile, 'peopleImport'),
  row('people sign-in', 'EMAIL', 'print a link that signs in once', peopleSignInFile, 'peopleSignIn'),
  row('customers add', 'NAME [--domain DOMAIN]…', 'add a customer', customersFile, 'customersAdd'),
  row('customers list', '', 'list the customers', customersFile, 'customersList'),
  row('customers import', 'FILE.csv [--dry-run]', 'add and change customers and contacts from a CSV file', importFile, 'customersImport'),
  row('contacts add', 'NAME [--email ADDRESS]… [--customer NAME]', 'add a contact', contactsFile, 'contactsAdd'),
  row('contacts list', '', 'list the contacts', contactsFile, 'contactsList'),
  row(
    'calendars import',
    'NAME FILE.ics [--dry-run]',
    'add holidays to a calendar from an iCalendar file',
    calendarsFile,
    'calendarsImport',
  ),
  row('calendars list', '', 'list the calendars', calendarsFile, 'calendarsList'),
  row('mailboxes add', 'ADDRESS --imap-host HOST --smtp-host HOST', 'connect a mailbox', mailboxesFile, 'mailboxesAdd'),
  row('mailboxes update', 'ADDRESS', 'change a mailbox, its servers or passwords', mailboxesFile, 'mailboxesUpdate'),
  row('mailboxes list', '', 'list the mailboxes and how they do', mailboxesFile, 'mailboxesList'),
  row('mailboxes test', '[ADDRESS]', 'sign in to a mailbox’s servers and say what they answer', mailboxesTestFile, 'mailboxesTest'),
  row(
    'mailboxes hook',
    'ADDRESS --provider PROVIDER',
    'let a mail service hand over a mailbox’s mail by HTTP',
    mailboxesHooksFile,
    'mailboxesHook',
  ),
  row('mailboxes hooks', '', 'list the HTTP doors and what they last took or refused', mailboxesHooksFile, 'mailboxesHooks'),
  row('mailboxes unhook', 'ADDRESS --provider PROVIDER', 'close an HTTP door of a mailbox', mailboxesHooksFile, 'mailboxesUnhook'),
  row(
    'mailboxes oauth',
    'ADDRESS [--provider microsoft|google|custom] [--client-id ID]',
    'let a mailbox sign in by OAuth, or print the link to connect it (docs/mailboxes.md)',
    mailboxesOauthFile,
    'mailboxesOauth',
  ),
  row(
    'mailboxes dkim',
    'DOMAIN --selector NAME | DOMAIN --check',
    'make a key that signs a domain’s mails, or look up its DNS record',
    mailboxesDkimFile,
    'mailboxesDkim',
  ),
  row('mailboxes pace', '[ADDRESS MAILS-A-MINUTE|off]', 'show or set how fast a mailbox sends', mailboxesPaceFile, 'mailboxesPace'),
  row('prompts list', '', 'list the prompts and what is in use of each', promptsFile, 'promptsList'),
  row('prompts show', 'KIND [NUMBER]', 'print a prompt: the version in use, or another one', promptsFile, 'promptsShow'),
  row('prompts diff', 'KIND [NUMBER] NUMBER', 'compare two versions; one number compares with the one in use', promptsFile, 'promptsDiff'),
  row('prompts export', 'KIND [NUMBER]', 'print a version as a file', promptsFile, 'promptsExport'),
  row('prompts edit', 'FILE', 'save an exported file that was edited as a new version', promptsChangeFile, 'promptsEdit'),
  row('prompts import', 'FILE', 'save a file that was exported elsewhere as a version', promptsChangeFile, 'promptsImport'),
  row('prompts run', 'KIND NUMBER', 'run a version over the saved cases', promptsChangeFile, 'promptsRun'),
  row('prompts publish', 'KIND NUMBER [--despite REASON]', 'put a version to use', promptsChangeFile, 'promptsPublish'),
  row('prompts rollback', 'KIND [NUMBER|shipped]', 'go back to an earlier version', promptsChangeFile, 'promptsRollback'),
  row('prompts arm', 'KIND NUMBER PERCENT|end [--despite REASON]', 'give a share of the calls to a version', promptsArmFile, 'promptsArm'),
  row('prompts log', 'KIND', 'list who released which version, and why', promptsArmFile, 'promptsLog'),
  row('prompts cases', 'KIND', 'list the saved cases of a prompt', promptsArmFile, 'promptsCases'),
  row('slack manifest', '', 'print the app manifest to paste at api.slack.com/apps', slackFile, 'slackManifestPrint'),
  row('slack list', '', 'list the Slack workspaces', slackFile, 'slackList'),
  row('slack disconnect', 'TEAM', 'end a Slack workspace’s connection', slackFile, 'slackDisconnect'),
  row('ai jobs', '', 'list what the AI is working on, what waits and what has ended', aiRunsFile, 'aiJobs'),
  row('ai cancel', 'JOB', 'cancel a job of the AI', aiRunsFile, 'aiCancel'),
  row('ai why', 'JOB', 'print the receipts of a job’s model calls', aiRunsFile, 'aiWhy'),
  row('ai replay', '[JOB]', 'make the requests of past calls anew and compare their bytes', aiRunsFile, 'aiReplay'),
  row('ai cost', '[DAYS]', 'print what the AI cost by day and feature', aiRunsFile, 'aiCost'),
  row('ai budget', 'FEATURE|all AMOUNT|off', 'set what the AI may cost a day', aiRunsFile, 'aiBudget'),
  row('ai providers', '', 'list the servers of models and how they do', aiProvidersFile, 'aiProviders'),
  row(
    'ai provider add',
    'NAME --kind openai|azure|compatible --url URL --model MODEL',
    'set up a server of models',
    aiProviderAddFile,
    'aiProviderAdd',
  ),
  row('ai provider change', 'NAME', 'change its address, model, key or limits', aiProviderAddFile, 'aiProviderChange'),
  row('ai provider test', 'NAME', 'try it out and keep what it can do', aiProvidersFile, 'aiProviderTest'),
  row('ai provider use', 'NAME', 'let every model call go to it', aiProvidersFile, 'aiProviderUse'),
  row('ai provider off', 'NAME', 'send it no more calls', aiProvidersFile, 'aiProviderOff'),
  row('ai provider on', 'NAME', 'switch it on again', aiProvidersFile, 'aiProviderOn'),
  row('ai provider remove', 'NAME', 'remove it and its key', aiProvidersFile, 'aiProviderRemove'),
  row(
    'ai provider prices',
    'NAME [--input N] [--cached N] [--output N]',
    'show or set what a million tokens cost',
    aiProviderAddFile,
    'aiProviderPrices',
  ),
  row('keys rotate', '', 'make a new key and seal every stored secret with it', keysFile, 'keysRotate'),
  row('backup', 'FOLDER', 'copy database, files, keys and workflows into a new folder', backupFile, 'backup'),
  row('restore', 'FOLDER', 'bring a backup back into an empty data folder', restoreFile, 'restore'),
  row('shell', '--tenant SLUG', 'a prompt inside one unit of work', shellFile, 'shell'),
  row('help', '[COMMAND|settings]', 'say what commands or settings there are, or how a command is used', helpFile, 'help'),
];

function row<Name extends string, File extends Record<Name, CliCommand>>(
  name: string,
  usage: string,
  summary: string,
  file: () => Promise<File>,
  exported: Name,
): CommandRow {
  return { name, usage, summary, load: async () => (await file())[exported] };
}
