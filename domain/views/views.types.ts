import type { SavedViewId, StaffUserId } from '../ids.types.ts';

/** A saved view as lists and commands show it. `isMine`: the asker made it. */
export type ViewLine = {
  id: SavedViewId;
  name: string;
  filter: string;
  shared: boolean;
  ownerId: StaffUserId;
  owner: string;
  isMine: boolean;
  version: number;
};

/** What a name stands for: a saved view, or one that everybody has. */
export type FoundView = { kind: 'saved'; view: ViewLine } | { kind: 'built_in'; view: BuiltInView };

/** A view that everybody has and nobody can change. */
export type BuiltInView = { name: string; filter: string; meaning: string };
