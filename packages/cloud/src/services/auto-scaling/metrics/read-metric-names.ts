import { validationError } from '../errors.ts'
import { groupMetricNames } from './metric-names.ts'

/** The metrics that a call names; all of them where it names none. */
export function readMetricNames(asked: readonly string[] | undefined): readonly string[] {
  if (!asked || asked.length === 0) return groupMetricNames
  for (const name of asked) {
    if (!groupMetricNames.some((each) => each === name)) {
      throw validationError(`${name} is not a valid group metric type.`)
    }
  }
  return asked
}
