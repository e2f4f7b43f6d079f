/**
 * Why a mail should wait for a person although nothing is wrong with its form: a filter called it `spam`, a scanner a `virus`, or it is a service's own `sign_in`
 * mail (a code, a confirmation) that grants something to whoever reads it. `by` names the header or rule, `why` is its word.
 */
export type Suspicion = { kind: 'spam' | 'virus' | 'sign_in'; by: string; why: string };
