import type { SendForm } from './send-form.ts'
import type { CommandDocument } from './use-document.ts'

/** What every section of the form gets. */
export interface SectionProps {
  readonly form: SendForm
  readonly change: (some: Partial<SendForm>) => void
  /** What is wrong with a field, once sending was tried. */
  readonly problemOf: (field: string) => string | undefined
  readonly document: CommandDocument
}
