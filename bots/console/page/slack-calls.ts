import { call } from './server-calls.ts';

export type Workspace = {
  id: string;
  externalId: string;
  name: string;
  isEnterprise: boolean;
  state: 'active' | 'revoked' | 'uninstalled';
  installedBy: string | null;
  people: number;
};
export type SlackView = { workspaces: Workspace[]; missing: string[]; manifest: unknown; advice: string[] };
export type LinkView = { name: string; workspace: string; linkedAs: string | null; linkedTo: string | null; you: string };
export type Linked = { userName: string; workspace: string };

export const slackView = (): Promise<SlackView> => call('GET', '/api/slack');
export const beginInstall = (): Promise<{ url: string }> => call('POST', '/api/slack/install', {});
export const disconnect = (id: string): Promise<{ workspace: string }> => call('DELETE', `/api/slack/${encodeURIComponent(id)}`);
export const lookAtClaim = (token: string): Promise<{ workspace: string }> => call('POST', '/api/slack/claim/look', { token });
export const claim = (token: string): Promise<{ workspace: string }> => call('POST', '/api/slack/claim', { token });
export const lookAtLink = (token: string): Promise<LinkView> => call('POST', '/api/slack/link/look', { token });
export const link = (token: string): Promise<Linked> => call('POST', '/api/slack/link', { token });
