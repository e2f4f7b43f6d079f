import type { Permission } from '../../domain/people/permissions.rules.ts';
import type { Deed, Effect, Operation } from './operation.ts';
import { dropAway, endAway, listAway, setAway } from './operations/absence.ts';
import { clearAddress, listUnreachable } from './operations/addresses.ts';
import { setAiBudget, setAiSetting, showAiCost, showAiSettings } from './operations/ai-budgets.ts';
import { cancelAiJob, listAiJobs, showJob, voteAiJob } from './operations/ai-jobs.ts';
import { listAiProviders, switchAiProviderOff, switchAiProviderOn, useAiProvider } from './operations/ai-providers.ts';
import { replayAi, whyAi } from './operations/ai-receipts.ts';
import { analyseTicket, expandResult, suggestNext, summariseTicket, triageTicket } from './operations/ai-tickets.ts';
import { answerFromArticles, draftForTicket, extractItems, translateMessage, useDraft } from './operations/ai-writing.ts';
import { changeBrand, sampleBrand, showBrand } from './operations/brand.ts';
import { previewBulk, runBulk } from './operations/bulk.ts';
import { addCalendar, changeCalendar, defaultCalendar, listCalendars, saveCalendar, showCalendar } from './operations/calendars.ts';
import { admitTicketMessage, deleteTicketNote, editTicketNote } from './operations/change-notes.ts';
import { addPolicy, changePolicy, newPolicy, savePolicy } from './operations/change-policy.ts';
import { assignTicketTo, noteTicket, setTicketPriority, setTicketStatus, setTicketType } from './operations/change-ticket.ts';
import { listChatChannels, setChatChannel, showChatChannel } from './operations/channels.ts';
import { linkChat, listChatLinks, unlinkChat } from './operations/chat-links.ts';
import { decideTroubledPost, retryTroubledItem, showChatTrouble } from './operations/chat-trouble.ts';
import { acknowledgeTicketBreaches, explainTicket, reportHelpdesk, reportSla } from './operations/clocks.ts';
import { forwardTicket, replyToTicket, writeMail } from './operations/compose.ts';
import { cancelPlan, confirmPlan } from './operations/confirmations.ts';
import { addContract, contractOfTicket, endContract, listContracts, policyOfContract, showContract } from './operations/contracts.ts';
import { findCustomer, linkTicket, showCustomer } from './operations/customers.ts';
import { decideUncertain, listDeliveries } from './operations/deliveries.ts';
import { cancelDraftMail, editDraftMail, sendDraftMail } from './operations/drafts.ts';
import { listAllArticles, searchArticles, showArticle, showArticleHistory, showArticleVersion } from './operations/find-articles.ts';
import { giveTicketTo, restorePlace } from './operations/give-ticket.ts';
import { showHelp } from './operations/help.ts';
import { confirmType, rollBackLearning, setLearningBound, showLearning, trainLearning } from './operations/learning.ts';
import { countTickets, listTickets, showTrend } from './operations/list-tickets.ts';
import { deleteMacro, listMacros, previewTicketMacro, runTicketMacro, saveTicketMacro } from './operations/macros.ts';
import { mergeInto, splitOff, unmerge } from './operations/merge-tickets.ts';
import {
  blockSender,
  listBlocked,
  listParked,
  releaseParked,
  releaseTicket,
  retryParked,
  spamTicket,
  unblockSender,
} from './operations/moderate.ts';
import { completeNext, listNext, setNext, showNext, showNextHistory } from './operations/next-actions.ts';
import {
  listNotifications,
  readNotifications,
  setNotifyDigest,
  setNotifyKind,
  setNotifyVia,
  setQuietHours,
  showNotifySettings,
} from './operations/notifications.ts';
import { addToRota, dropFromRota, listRota, showHandoff, showOnCall } from './operations/on-call.ts';
import { openTicket } from './operations/open-ticket.ts';
import { listPolicies, setTicketPolicy, showPolicy } from './operations/policies.ts';
import { deleteCase, listCases, runPrompt, saveCase, saveJobAsCase, showCaseForm } from './operations/prompt-cases.ts';
import { endArm, preparePublish, releasePrompt, rollBack, startArm } from './operations/prompt-releases.ts';
import { diffPrompts, editPrompt, listAllPrompts, logPrompt, savePrompt, showOnePrompt } from './operations/prompts.ts';
import { deleteQuickReply, listQuickReplies, saveQuickReply, useQuickReply } from './operations/quick-replies.ts';
import { linkTickets, setTicketParent, suggestDuplicates, unlinkTickets } from './operations/relations.ts';
import { addRule, changeRule, dropRule, listRules, runRules, testRules } from './operations/rules.ts';
import { showSatisfaction, switchSatisfaction } from './operations/satisfaction.ts';
import { showTicket } from './operations/show-ticket.ts';
import { snooze } from './operations/snooze.ts';
import { addField, changeField, changeTags, listFields, listTags, setTicketField } from './operations/tags-and-fields.ts';
import { addTeam, changeMember, changeTeam, listSkills, listTeams, setSkills } from './operations/teams.ts';
import { deleteTemplate, listTemplates, saveTemplate, useTemplate } from './operations/templates.ts';
import { insertTicketArticle, linkTicketArticle, suggestArticles, unlinkTicketArticle, voteArticle } from './operations/ticket-articles.ts';
import { listTicketFiles } from './operations/ticket-files.ts';
import { addTime, changeTime, dropTime, showTicketTime, showTimeSheet } from './operations/time.ts';
import { deleteView, listViews, saveView, shareView, showView } from './operations/views.ts';
import { addParticipant, changeRequester, listPeople, removeParticipant, unwatchTicket, watchTicket } from './operations/watching.ts';
import { articleFromTicket, editOneArticle, newArticle, restoreOneArticle, setOneArticleStatus } from './operations/write-articles.ts';

/** Every operation: what it needs and what it does to the world. A new one is a line here and its deed. */
const table: readonly [name: string, permission: Permission, effect: Effect, deed: Deed][] = [
  ['help', 'ticket:view', 'read', showHelp],
  ['tickets.list', 'ticket:view', 'read', listTickets],
  ['tickets.count', 'ticket:view', 'read', countTickets],
  ['tickets.trend', 'ticket:view', 'read', showTrend],
  ['views.list', 'ticket:view', 'read', listViews],
  ['view.show', 'ticket:view', 'read', showView],
  ['view.save', 'ticket:create', 'write', saveView],
  ['view.delete', 'ticket:create', 'write', deleteView],
  ['view.share', 'ticket:create', 'write', shareView],
  ['ticket.show', 'ticket:view', 'read', showTicket],
  ['ticket.open', 'ticket:create', 'write', openTicket],
  ['ticket.note', 'ticket:note', 'write', noteTicket],
  ['note.edit', 'ticket:note', 'write', editTicketNote],
  ['note.delete', 'ticket:note', 'write', deleteTicketNote],
  ['ticket.assign', 'ticket:assign', 'write', assignTicketTo],
  ['ticket.give', 'ticket:assign', 'write', giveTicketTo],
  ['ticket.place', 'ticket:assign', 'write', restorePlace],
  ['ticket.watch', 'ticket:note', 'write', watchTicket],
  ['ticket.unwatch', 'ticket:note', 'write', unwatchTicket],
  ['ticket.people', 'ticket:view', 'read', listPeople],
  ['participant.add', 'ticket:reply', 'write', addParticipant],
  ['participant.remove', 'ticket:reply', 'write', removeParticipant],
  ['message.admit', 'ticket:reply', 'write', admitTicketMessage],
  ['ticket.requester', 'ticket:reply', 'write', changeRequester],
  ['ticket.tag', 'ticket:status', 'write', changeTags],
  ['tags.list', 'ticket:view', 'read', listTags],
  ['ticket.field', 'ticket:status', 'write', setTicketField],
  ['fields.list', 'ticket:view', 'read', listFields],
  ['field.add', 'settings:edit', 'write', addField],
  ['field.change', 'settings:edit', 'write', changeField],
  ['time.add', 'ticket:note', 'write', addTime],
  ['time.ticket', 'ticket:view', 'read', showTicketTime],
  ['time.sheet', 'ticket:note', 'read', showTimeSheet],
  ['time.change', 'ticket:note', 'write', changeTime],
  ['time.drop', 'ticket:note', 'write', dropTime],
  ['teams.list', 'ticket:view', 'read', listTeams],
  ['team.add', 'team:edit', 'write', addTeam],
  ['team.change', 'team:edit', 'write', changeTeam],
  ['team.member', 'team:edit', 'write', changeMember],
  ['skills.list', 'ticket:view', 'read', listSkills],
  ['skills.set', 'team:edit', 'write', setSkills],
  ['away.set', 'ticket:note', 'write', setAway],
  ['away.list', 'ticket:view', 'read', listAway],
  ['away.end', 'ticket:note', 'write', endAway],
  ['away.drop', 'ticket:note', 'write', dropAway],
  ['oncall.show', 'ticket:view', 'read', showOnCall],
  ['oncall.handoff', 'ticket:view', 'read', showHandoff],
  ['rota.list', 'ticket:view', 'read', listRota],
  ['rota.add', 'team:edit', 'write', addToRota],
  ['rota.drop', 'team:edit', 'write', dropFromRota],
  ['rules.list', 'settings:view', 'read', listRules],
  ['rules.test', 'settings:view', 'read', testRules],
  ['rules.run', 'ticket:assign', 'write', runRules],
  ['rule.add', 'settings:edit', 'write', addRule],
  ['rule.change', 'settings:edit', 'write', changeRule],
  ['rule.drop', 'settings:edit', 'write', dropRule],
  ['chat.link_code', 'ticket:view', 'read', linkChat],
  ['chat.people', 'ticket:view', 'read', listChatLinks],
  ['chat.unlink', 'ticket:view', 'write', unlinkChat],
  ['ai.analyse', 'ai:use', 'write', analyseTicket],
  ['ai.summarise', 'ai:use', 'write', summariseTicket],
  ['ai.triage', 'ai:use', 'write', triageTicket],
  ['ai.next', 'ai:use', 'write', suggestNext],
  ['ai.expand', 'ai:use', 'read', expandResult],
  ['ai.draft', 'ai:use', 'write', draftForTicket],
  ['ai.answer', 'ai:use', 'write', answerFromArticles],
  ['ai.translate', 'ai:use', 'write', translateMessage],
  ['ai.extract', 'ai:use', 'write', extractItems],
  ['ai.use', 'ticket:reply', 'confirm', useDraft],
  ['ticket.status', 'ticket:status', 'write', setTicketStatus],
  ['ticket.priority', 'ticket:status', 'write', setTicketPriority],
  ['ticket.type', 'ticket:status', 'write', setTicketType],
  ['ticket.merge', 'ticket:status', 'write', mergeInto],
  ['ticket.unmerge', 'ticket:status', 'write', unmerge],
  ['ticket.split', 'ticket:status', 'write', splitOff],
  ['tickets.link', 'ticket:status', 'write', linkTickets],
  ['tickets.unlink', 'ticket:status', 'write', unlinkTickets],
  ['ticket.parent', 'ticket:status', 'write', setTicketParent],
  ['ticket.duplicates', 'ticket:view', 'read', suggestDuplicates],
  ['ticket.snooze', 'ticket:status', 'write', snooze],
  ['next.list', 'ticket:view', 'read', listNext],
  ['next.show', 'ticket:view', 'read', showNext],
  ['next.history', 'ticket:view', 'read', showNextHistory],
  ['next.set', 'ticket:note', 'write', setNext],
  ['next.done', 'ticket:note', 'write', completeNext],
  ['bulk.preview', 'ticket:note', 'confirm', previewBulk],
  ['bulk.run', 'ticket:note', 'write', runBulk],
  ['macro.list', 'ticket:view', 'read', listMacros],
  ['macro.preview', 'ticket:note', 'confirm', previewTicketMacro],
  ['macro.run', 'ticket:note', 'write', runTicketMacro],
  ['macro.save', 'ticket:note', 'write', saveTicketMacro],
  ['macro.delete', 'ticket:note', 'write', deleteMacro],
  ['quick.list', 'ticket:view', 'read', listQuickReplies],
  ['quick.use', 'ticket:reply', 'confirm', useQuickReply],
  ['quick.save', 'ticket:reply', 'write', saveQuickReply],
  ['quick.delete', 'ticket:reply', 'write', deleteQuickReply],
  ['template.list', 'ticket:view', 'read', listTemplates],
  ['template.use', 'ticket:create', 'write', useTemplate],
  ['template.save', 'template:edit', 'write', saveTemplate],
  ['template.delete', 'template:edit', 'write', deleteTemplate],
  ['ticket.why', 'ticket:view', 'read', explainTicket],
  ['ticket.files', 'ticket:view', 'read', listTicketFiles],
  ['sla.acknowledge', 'ticket:status', 'write', acknowledgeTicketBreaches],
  ['sla.report', 'ticket:view', 'read', reportSla],
  ['helpdesk.stats', 'ticket:view', 'read', reportHelpdesk],
  ['policies.list', 'ticket:view', 'read', listPolicies],
  ['policy.show', 'ticket:view', 'read', showPolicy],
  ['policy.new', 'settings:edit', 'confirm', newPolicy],
  ['policy.add', 'settings:edit', 'write', addPolicy],
  ['policy.change', 'settings:edit', 'confirm', changePolicy],
  ['policy.save', 'settings:edit', 'write', savePolicy],
  ['ticket.policy', 'customer:edit', 'write', setTicketPolicy],
  ['calendars.list', 'ticket:view', 'read', listCalendars],
  ['calendar.show', 'ticket:view', 'read', showCalendar],
  ['calendar.add', 'settings:edit', 'write', addCalendar],
  ['calendar.change', 'settings:edit', 'confirm', changeCalendar],
  ['calendar.save', 'settings:edit', 'write', saveCalendar],
  ['calendar.default', 'settings:edit', 'write', defaultCalendar],
  ['contracts.list', 'customer:view', 'read', listContracts],
  ['contract.show', 'customer:view', 'read', showContract],
  ['contract.add', 'customer:edit', 'write', addContract],
  ['contract.end', 'customer:edit', 'write', endContract],
  ['contract.policy', 'customer:edit', 'write', policyOfContract],
  ['ticket.contract', 'customer:edit', 'write', contractOfTicket],
  ['ticket.reply', 'ticket:reply', 'confirm', replyToTicket],
  ['ticket.forward', 'ticket:reply', 'confirm', forwardTicket],
  ['mail.write', 'ticket:reply', 'confirm', writeMail],
  ['draft.edit', 'ticket:reply', 'confirm', editDraftMail],
  ['draft.send', 'ticket:reply', 'write', sendDraftMail],
  ['draft.cancel', 'ticket:reply', 'write', cancelDraftMail],
  ['customer.find', 'customer:view', 'read', findCustomer],
  ['customer.show', 'customer:view', 'read', showCustomer],
  ['ticket.link', 'contact:edit', 'write', linkTicket],
  ['ticket.spam', 'mail:moderate', 'write', spamTicket],
  ['ticket.release', 'mail:moderate', 'write', releaseTicket],
  ['sender.block', 'mail:moderate', 'write', blockSender],
  ['sender.unblock', 'mail:moderate', 'write', unblockSender],
  ['senders.blocked', 'mail:moderate', 'read', listBlocked],
  ['mails.parked', 'mail:moderate', 'read', listParked],
  ['addresses.unreachable', 'mail:moderate', 'read', listUnreachable],
  ['address.clear', 'mail:moderate', 'write', clearAddress],
  ['mail.retry', 'mail:moderate', 'write', retryParked],
  ['mail.release', 'mail:moderate', 'write', releaseParked],
  ['chat.trouble', 'mail:moderate', 'read', showChatTrouble],
  ['chat.post_decide', 'mail:moderate', 'write', decideTroubledPost],
  ['chat.item_retry', 'mail:moderate', 'write', retryTroubledItem],
  ['kb.search', 'kb:view', 'read', searchArticles],
  ['kb.list', 'kb:view', 'read', listAllArticles],
  ['kb.show', 'kb:view', 'read', showArticle],
  ['kb.history', 'kb:view', 'read', showArticleHistory],
  ['kb.version', 'kb:view', 'read', showArticleVersion],
  ['kb.new', 'kb:edit', 'write', newArticle],
  ['kb.from', 'kb:edit', 'write', articleFromTicket],
  ['kb.edit', 'kb:edit', 'write', editOneArticle],
  ['kb.status', 'kb:edit', 'write', setOneArticleStatus],
  ['kb.restore', 'kb:edit', 'write', restoreOneArticle],
  ['kb.vote', 'ticket:note', 'write', voteArticle],
  ['ticket.suggest', 'kb:view', 'read', suggestArticles],
  ['ticket.article', 'ticket:note', 'write', linkTicketArticle],
  ['ticket.unarticle', 'ticket:note', 'write', unlinkTicketArticle],
  ['ticket.insert', 'ticket:reply', 'confirm', insertTicketArticle],
  ['deliveries.list', 'ticket:view', 'read', listDeliveries],
  ['delivery.decide', 'mail:decide', 'write', decideUncertain],
  ['notifications.list', 'ticket:view', 'read', listNotifications],
  ['notifications.read', 'ticket:view', 'write', readNotifications],
  ['notify.settings', 'ticket:view', 'read', showNotifySettings],
  ['notify.set', 'ticket:view', 'write', setNotifyKind],
  ['notify.digest', 'ticket:view', 'write', setNotifyDigest],
  ['notify.quiet', 'ticket:view', 'write', setQuietHours],
  ['notify.via', 'ticket:view', 'write', setNotifyVia],
  ['chat.channels', 'settings:view', 'read', listChatChannels],
  ['chat.channel', 'settings:view', 'read', showChatChannel],
  ['chat.channel_set', 'settings:edit', 'write', setChatChannel],
  ['plan.confirm', 'ticket:view', 'write', confirmPlan],
  ['plan.cancel', 'ticket:view', 'write', cancelPlan],
  ['satisfaction.show', 'ticket:view', 'read', showSatisfaction],
  ['satisfaction.switch', 'settings:edit', 'write', switchSatisfaction],
  ['brand.show', 'settings:view', 'read', showBrand],
  ['brand.set', 'settings:edit', 'write', changeBrand],
  ['brand.sample', 'settings:edit', 'write', sampleBrand],
  ['ai.providers', 'ai:view', 'read', listAiProviders],
  ['ai.provider_use', 'ai:edit', 'write', useAiProvider],
  ['ai.provider_off', 'ai:edit', 'write', switchAiProviderOff],
  ['ai.provider_on', 'ai:edit', 'write', switchAiProviderOn],
  ['prompts.list', 'ai:view', 'read', listAllPrompts],
  ['prompts.show', 'ai:view', 'read', showOnePrompt],
  ['prompts.diff', 'ai:view', 'read', diffPrompts],
  ['prompts.log', 'ai:view', 'read', logPrompt],
  ['prompts.cases', 'ai:view', 'read', listCases],
  ['prompts.case_form', 'ai:edit', 'confirm', showCaseForm],
  ['prompts.case_save', 'ai:edit', 'write', saveCase],
  ['prompts.case_from', 'ai:edit', 'write', saveJobAsCase],
  ['prompts.case_delete', 'ai:edit', 'write', deleteCase],
  ['prompts.edit', 'ai:edit', 'confirm', editPrompt],
  ['prompts.save', 'ai:edit', 'write', savePrompt],
  ['prompts.run', 'ai:edit', 'write', runPrompt],
  ['prompts.publish', 'ai:edit', 'confirm', preparePublish],
  ['prompts.release', 'ai:edit', 'write', releasePrompt],
  ['prompts.rollback', 'ai:edit', 'write', rollBack],
  ['prompts.arm', 'ai:edit', 'write', startArm],
  ['prompts.arm_end', 'ai:edit', 'write', endArm],
  ['ai.job', 'ticket:view', 'read', showJob],
  ['ai.jobs', 'ai:use', 'read', listAiJobs],
  ['ai.cancel', 'ai:use', 'write', cancelAiJob],
  ['ai.why', 'ticket:view', 'read', whyAi],
  ['ai.vote', 'ai:use', 'write', voteAiJob],
  ['ai.replay', 'ai:view', 'read', replayAi],
  ['ai.cost', 'ai:view', 'read', showAiCost],
  ['ai.budget', 'ai:edit', 'write', setAiBudget],
  ['ai.settings', 'ai:view', 'read', showAiSettings],
  ['learn.status', 'ai:view', 'read', showLearning],
  ['learn.train', 'ai:edit', 'write', trainLearning],
  ['learn.rollback', 'ai:edit', 'write', rollBackLearning],
  ['learn.confirm', 'ai:use', 'write', confirmType],
  ['learn.bound', 'ai:edit', 'write', setLearningBound],
  ['ai.set', 'ai:edit', 'write', setAiSetting],
];

export const operations: readonly Operation[] = table.map(([name, permission, effect, deed]) => ({ ...deed, name, permission, effect }));

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation of that name, or null. */
export function operationOf(name: string): Operation | null {
  return byName.get(name) ?? null;
}
