import type { FeedItem } from '@brume/console-api'

export type Reserved = FeedItem<'reserved-instances'>

export const idOf = (reserved: Reserved) => reserved.ReservedInstancesId ?? ''
export const hourlyOf = (reserved: Reserved) =>
  reserved.RecurringCharges?.find(({ Frequency }) => Frequency === 'Hourly')?.Amount ?? 0
