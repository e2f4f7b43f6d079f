/** What kind of value a custom field takes. */
export const fieldTypes = ['text', 'number', 'date', 'choice', 'boolean', 'url'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A stored value: text, date (ISO), choice and url are strings. */
export type FieldValue = string | number | boolean;

/** A field of a tenant's tickets. `ticketTypes` empty: every type of ticket has it. */
export type FieldDefinition = {
  id: string;
  key: string;
  label: string;
  type: FieldType;
  /** Values of a choice; empty for other types. */
  options: string[];
  /** Must have a value before a ticket is resolved. */
  required: boolean;
  ticketTypes: string[];
  position: number;
  active: boolean;
};
