export * from './pump.workflow.ts';
export * from './sweep.workflow.ts';
export * from './ticket.workflow.ts';
