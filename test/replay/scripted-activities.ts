import type { Activities } from '../../workflows/worker.ts';

/** Activities that answer from a script, so that a recorded history holds every branch of its workflow. */
export function scriptedActivities(): Activities {
  let drains = 0;
  let clocks = 0;
  let attended = 0;
  const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
  return {
    drain: async () => {
      drains += 1;
      return { handled: drains, parked: 0, more: drains === 1, nextAt: drains === 2 ? soon(500) : null };
    },
    ticketClock: async () => {
      clocks += 1;
      return { isOver: false, nextAt: clocks === 2 ? soon(700) : null };
    },
    attendTicket: async () => {
      attended += 1;
      return { isOver: attended === 2, nextAt: attended === 1 ? soon(300) : null };
    },
    closeIfQuiet: async () => ({ isOver: true, nextAt: null }),
    wakeStalledPumps: async () => 2,
    removeOrphanBlobs: async () => 1,
  };
}
