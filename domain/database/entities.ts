import { AddressHealth } from '../addresses/address-health.entity.ts';
import { AiProvider } from '../ai-providers/ai-providers.entity.ts';
import { AiBudget, AiCall, AiCallContent, AiFeedback, AiJob, AiSettingsRow, AiSpend } from '../ai-runs/ai-runs.entity.ts';
import { AssignmentRule } from '../assignment/assignment.entity.ts';
import { Calendar, CalendarVersion } from '../calendars/calendar.entity.ts';
import {
  ChatAction,
  ChatChannel,
  ChatFeedback,
  ChatInboxRow,
  ChatInstallation,
  ChatLinkAttempt,
  ChatLinkRequest,
  ChatMessage,
  ChatPersonRow,
  ChatPost,
  ChatThread,
} from '../chat/chat.entity.ts';
import { CustomFieldDefinition } from '../custom-fields/custom-fields.entity.ts';
import { Contact, ContactAddress, Customer } from '../customers/customers.entity.ts';
import { CommandReceipt, Delivery, Draft } from '../deliveries/deliveries.entity.ts';
import { DkimKey, MailboxPace, MailChoice, TenantLogo } from '../deliveries/outgoing.entity.ts';
import { Article, ArticleFeedback, ArticleLink, ArticleVersion, KnownTerm, Passage, Posting } from '../knowledge/knowledge.entity.ts';
import { AiClassifier, AiLabel } from '../learning/learning.entity.ts';
import { Macro, QuickReply, TicketTemplate } from '../macros/macros.entity.ts';
import { MailHook, MailHookNonce } from '../mailboxes/mail-hooks.entity.ts';
import { MailboxOauthRow } from '../mailboxes/mailbox-oauth.entity.ts';
import { BlockedSender, InboundMail, Mailbox, MailboxSync } from '../mailboxes/mailboxes.entity.ts';
import { Notification, NotificationPreference } from '../notifications/notifications.entity.ts';
import { Session, SignInLink, StaffUser } from '../people/people.entity.ts';
import { Absence, OnCallShift, StaffSkill, Team, TeamMember } from '../people/teams.entity.ts';
import { PlanConfirmation } from '../plans/plans.entity.ts';
import { PromptCase, PromptRelease, PromptReleaseLog, PromptRun, PromptVersion } from '../prompts/prompts.entity.ts';
import { SatisfactionRequest } from '../satisfaction/satisfaction.entity.ts';
import { SearchDocument } from '../search/search.entity.ts';
import { SlaAlert, SlaClock, SlaEscalation, SlaPolicy, SlaPolicyVersion, SupportContract } from '../sla/sla.entity.ts';
import { Tenant } from '../tenancy/tenant.entity.ts';
import { MessageHtml } from '../tickets/message-html.entity.ts';
import { NextActionHistory, TicketLink, TicketMerge, TicketSplit } from '../tickets/ticket-relations.entity.ts';
import { Attachment, Ticket, TicketEvent, TicketMessage, TicketParticipant, TicketWakeup } from '../tickets/tickets.entity.ts';
import { TicketWatcher } from '../tickets/watchers.entity.ts';
import { TimeEntry } from '../time/time.entity.ts';
import { SavedView } from '../views/views.entity.ts';

/** Every entity, listed by hand: nothing is found by scanning folders. */
export const entities = [
  Tenant,
  StaffUser,
  SignInLink,
  Session,
  Team,
  TeamMember,
  StaffSkill,
  Absence,
  OnCallShift,
  AssignmentRule,
  CustomFieldDefinition,
  Calendar,
  CalendarVersion,
  SlaPolicy,
  SlaPolicyVersion,
  SupportContract,
  SlaClock,
  SlaAlert,
  SlaEscalation,
  Customer,
  Contact,
  ContactAddress,
  Mailbox,
  MailboxSync,
  MailboxOauthRow,
  InboundMail,
  BlockedSender,
  MailHook,
  MailHookNonce,
  Ticket,
  TicketParticipant,
  TicketMessage,
  MessageHtml,
  Attachment,
  TicketEvent,
  TicketWakeup,
  TicketLink,
  TicketMerge,
  TicketSplit,
  NextActionHistory,
  Macro,
  QuickReply,
  TicketTemplate,
  TicketWatcher,
  TimeEntry,
  Delivery,
  Draft,
  CommandReceipt,
  AddressHealth,
  DkimKey,
  TenantLogo,
  MailChoice,
  MailboxPace,
  Notification,
  NotificationPreference,
  SatisfactionRequest,
  Article,
  ArticleVersion,
  Posting,
  KnownTerm,
  Passage,
  ArticleFeedback,
  ArticleLink,
  SearchDocument,
  SavedView,
  ChatInstallation,
  ChatPersonRow,
  ChatLinkRequest,
  ChatLinkAttempt,
  ChatChannel,
  ChatInboxRow,
  ChatThread,
  ChatMessage,
  ChatPost,
  ChatAction,
  ChatFeedback,
  AiSettingsRow,
  AiProvider,
  PromptVersion,
  PromptCase,
  PromptRun,
  PromptRelease,
  PromptReleaseLog,
  AiJob,
  AiCall,
  AiCallContent,
  AiBudget,
  AiSpend,
  AiFeedback,
  AiLabel,
  AiClassifier,
  PlanConfirmation,
];
