import type { Request, Response } from 'express';
import type { ChatHandler, ChatPoster } from '../../workflows/activities/ports.ts';
import { createSlackApp } from './create-slack-app.ts';
import { createSlackClients } from './install/slack-clients.ts';
import { createSlackInstall, type SlackInstall } from './install/slack-install.ts';
import { createSlackPoster } from './send/create-poster.ts';
import type { SlackDeps } from './slack.types.ts';
import { slackComposers } from './slack-composers.ts';
import { slackListeners } from './slack-listeners.ts';

/** Slack as the rest of the product sees it. */
export type Slack = {
  /** The one address for events, interactivity, commands and options; gets the body as raw bytes. */
  handle(request: Request, response: Response): Promise<void>;
  chatHandler: ChatHandler;
  chatPoster: ChatPoster;
  install: SlackInstall;
  /** Listens by socket where that is set up; over HTTP there is nothing to start. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Fits clients, receiver, listeners, composers and installation together. */
export function openSlack(deps: SlackDeps): Slack {
  const clients = createSlackClients(deps);
  const { handle, chatHandler, start, stop } = createSlackApp(deps, clients, slackListeners);
  return {
    handle,
    chatHandler,
    chatPoster: createSlackPoster(deps, clients, slackComposers),
    install: createSlackInstall(deps, clients),
    start,
    stop,
  };
}
