import type { ReadRecords } from '../../../../engine/collection.ts'
import { AwsError } from '../../../../errors.ts'
import { dependenciesOf, findAlarm, type CompositeAlarmRecord } from '../alarm.ts'

/** Refuses a composite alarm that would depend on itself, through its rule or a suppressor. */
export function checkCycle(db: Pick<ReadRecords, 'get'>, alarm: CompositeAlarmRecord): void {
  const seen = new Set<string>()
  const waiting = [...dependenciesOf(alarm)]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === alarm.id) {
      throw new AwsError(
        'ValidationError',
        `Could not save the composite alarm as it would depend on itself: ${alarm.id}`,
      )
    }
    if (seen.has(name)) continue
    seen.add(name)
    const below = findAlarm(db, name)
    if (below?.type === 'CompositeAlarm') waiting.push(...dependenciesOf(below))
  }
}
