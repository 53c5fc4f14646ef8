import type { Scope } from '../../api/index.ts'
import type { RowTools } from '../job/job.ts'
import type { ShownRow } from '../job/JobDialog.tsx'
import type { Change } from './tag-change.ts'

/** One resource with what becomes different of it. */
export interface ChangedItem {
  readonly id: string
  readonly name: string
  readonly place: Scope
  readonly changes: readonly Change[]
  /** Done around the changes, as stopping and starting is; they are given as one function. */
  readonly around?: (tools: RowTools, work: () => Promise<void>) => Promise<void>
}

/** The rows of a job that changes these; what is so already is left out. */
export function changeRows(items: readonly ChangedItem[]): ShownRow[] {
  return items
    .filter(({ changes }) => changes.length > 0)
    .map(({ id, name, place, changes, around }) => ({
      id,
      name,
      place,
      detail: (
        <ul className="brume-bulk">
          {changes.map(({ label, before, after }) => (
            <li key={label}>
              {label}: <del>{before}</del> → <strong>{after}</strong>
            </li>
          ))}
        </ul>
      ),
      run: async (tools) => {
        const work = async () => {
          for (const { send } of changes) await send(tools.call)
        }
        if (around) await around(tools, work)
        else await work()
      },
    }))
}
