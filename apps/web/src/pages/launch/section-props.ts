import type { LaunchForm } from './model/form.ts'
import type { FieldId } from './model/issues.ts'
import type { TypeFacts } from './model/facts.ts'
import type { LaunchLists } from './use-launch-data.ts'

/** What every section of the form gets. */
export interface SectionProps {
  readonly form: LaunchForm
  readonly change: (step: (form: LaunchForm) => LaunchForm) => void
  /** What is wrong with a field, as far as it should be said by now. */
  readonly errorOf: (field: FieldId) => string | undefined
  readonly lists: LaunchLists
  readonly types: readonly TypeFacts[] | undefined
}

/** Element id of a field's control. */
export function fieldElementId(field: FieldId): string {
  return `launch-${field}`
}

/** Goes to a field, once the section that holds it has opened. */
export function focusField(field: FieldId): void {
  const focus = () => {
    const element = document.getElementById(fieldElementId(field))
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  }
  requestAnimationFrame(() => requestAnimationFrame(focus))
}
