import type { Logger } from '../../config/logger.ts';
import type { AiDoor } from '../../domain/ai-runs/ai-door.types.ts';
import { claimCommand } from '../../domain/deliveries/claim-command.ts';
import { keepAnswer } from '../../domain/deliveries/keep-answer.ts';
import { AppError, notFound } from '../../domain/errors.ts';
import { isUuid, newId, type TenantId } from '../../domain/ids.types.ts';
import { loadMember, type Member } from '../../domain/people/load-member.ts';
import { assertCan } from '../../domain/people/permissions.rules.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { ReplyKeys } from '../../domain/tickets/reply-address.rules.ts';
import type { Card, CardAction } from '../cards/card.types.ts';
import { errorCard } from '../cards/error-card.ts';
import { longestText } from './arguments.rules.ts';
import { answerFree } from './ask/answer-free.ts';
import type { Plan } from './ask/plan.types.ts';
import { readCommand } from './ask/understand.ts';
import { cleanArguments, cleanText } from './clean-input.rules.ts';
import type { Call } from './grammar/form.ts';
import { helpEntries } from './help-entries.ts';
import { logFailure } from './log-failure.ts';
import type { Operation, OperationContext } from './operation.ts';
import { operationOf } from './operation-table.ts';
import { withPermittedActions } from './permitted-actions.ts';
import type { DownloadLink, Person, SayOptions } from './person.types.ts';

export type CommandRunnerOptions = {
  withTenant: WithTenant;
  /** The keys that sign the tenant's reply addresses. */
  replyKeysFor: (tenantId: TenantId) => ReplyKeys;
  log: Logger;
  /** Without it cards name files and show no link. */
  downloadLink?: DownloadLink;
  /** Without it commands of the AI say that there is none. */
  ai?: AiDoor;
};

/**
 * The one entrance of every chat surface. Neither call throws for anything a person can cause: errors are cards of kind `error`.
 * `press` takes the action of a card as the surface kept it (a form's field values joined to its `args`) and a command id, a UUID fixed when the
 * card was drawn.
 */
export type CommandRunner = {
  say(person: Person, text: string, options?: SayOptions): Promise<Card>;
  press(person: Person, action: Pick<CardAction, 'op' | 'args'>, commandId: string): Promise<Card>;
};

/** `say`, with what was understood: the call of a command, the plan of a question, the change that a confirmation asks about; null when nothing was. */
export type AskingRunner = CommandRunner & {
  ask(person: Person, text: string, options?: SayOptions): Promise<{ card: Card; plan: Plan | null }>;
};

/** The runner over a tenancy door. Every command is one unit of work: authorised, validated, done and, when it writes, receipted in one commit. */
export function createCommandRunner(options: CommandRunnerOptions): AskingRunner {
  const answer = async (person: Person, op: string, work: () => Promise<Card>): Promise<Card> => {
    const reference = newId<string>();
    try {
      return await work();
    } catch (error) {
      logFailure(options.log, error, { reference, op, tenantId: person.tenantId, userId: person.userId });
      return errorCard(error, reference);
    }
  };
  return {
    say: (person, text, sayOptions = {}) => answer(person, 'say', () => hear(options, person, text, sayOptions, () => undefined)),
    ask: async (person, text, sayOptions = {}) => {
      let understood: Plan | null = null;
      const tell = (plan: Plan): void => {
        understood = plan;
      };
      const card = await answer(person, 'say', () => hear(options, person, text, sayOptions, tell));
      return { card, plan: understood };
    },
    press: (person, action, commandId) =>
      answer(person, String(action.op).slice(0, 60), async () => {
        assertCommandId(commandId);
        return perform(options, person, { op: String(action.op), args: cleanArguments(action.args) }, commandId);
      }),
  };
}

async function hear(
  options: CommandRunnerOptions,
  person: Person,
  text: string,
  { commandId, ticket }: SayOptions,
  tell: (plan: Plan) => void,
): Promise<Card> {
  if (commandId !== undefined) assertCommandId(commandId);
  const said = cleanText(text);
  if (said.length > longestText) throw refused(`A command may have at most ${longestText} characters.`);
  const command = readCommand(said, { ticket: ticket ?? null, now: new Date(), me: null });
  if (command !== null) {
    tell(command);
    return perform(options, person, command, commandId ?? null);
  }
  return authorised(options, person, async (uow, member) => {
    const ctx = contextOf(options, person, uow, member);
    const work = async (): Promise<Card> => withPermittedActions(await answerFree(ctx, said, ticket ?? null, tell), member.role);
    return commandId === undefined ? work() : once(ctx, commandId, work);
  });
}

async function perform(options: CommandRunnerOptions, person: Person, { op, args }: Call, commandId: string | null): Promise<Card> {
  const operation = operationOf(op);
  if (operation === null) throw notFound('command', op.slice(0, 60));
  return authorised(options, person, async (uow, member) => {
    assertCan(member.role, operation.permission);
    const ctx = contextOf(options, person, uow, member);
    return operation.effect === 'read' || commandId === null
      ? run(operation, ctx, args)
      : once(ctx, commandId, () => run(operation, ctx, args));
  });
}

/** Opens the unit, reads who asks as they are now, and acts in their name. */
function authorised(
  options: CommandRunnerOptions,
  person: Person,
  work: (uow: TenantUnitOfWork, member: Member) => Promise<Card>,
): Promise<Card> {
  return options.withTenant(person.tenantId, { kind: 'system', name: 'commands' }, async (unit) => {
    const member = await loadMember(unit, person.userId);
    return options.withTenant(person.tenantId, { kind: 'staff', userId: member.id, name: member.name }, (uow) => work(uow, member));
  });
}

/** The same command id a second time gives the first answer, also while the first is still at work. */
async function once(ctx: OperationContext, commandId: string, work: () => Promise<Card>): Promise<Card> {
  const claim = await claimCommand(ctx.uow, commandId, ctx.asker.userId);
  if (claim.kind === 'repeat') return claim.card as Card;
  const card = await work();
  await keepAnswer(ctx.uow, commandId, card);
  return card;
}

async function run(operation: Operation, ctx: OperationContext, args: unknown): Promise<Card> {
  return withPermittedActions(await operation.run(ctx, args), ctx.asker.role);
}

function contextOf(options: CommandRunnerOptions, person: Person, uow: TenantUnitOfWork, member: Member): OperationContext {
  const { downloadLink } = options;
  return {
    uow,
    asker: { userId: member.id, name: member.name, role: member.role, timeZone: member.timeZone },
    reader: { timeZone: member.timeZone, now: uow.now },
    replyKeys: options.replyKeysFor(person.tenantId),
    fileLink: downloadLink === undefined ? null : (file) => downloadLink(person, file),
    ai: options.ai ?? null,
    help: helpEntries(member.role, operationOf),
    operationOf,
  };
}

function assertCommandId(commandId: string): void {
  if (!isUuid(commandId)) throw refused('The command lost its id on the way. Send it again.');
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'command refused', userMessage });
}
