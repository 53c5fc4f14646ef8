import type { BalancerDraft, BalancerProblems } from './balancer-draft.ts'

export interface SectionProps {
  readonly draft: BalancerDraft
  readonly problems: BalancerProblems
  /** Somebody has tried to send it: what is missing is said too. */
  readonly tried: boolean
  readonly change: (part: Partial<BalancerDraft>) => void
}
