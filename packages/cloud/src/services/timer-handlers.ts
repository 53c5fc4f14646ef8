import type { TimerHandler } from '../engine/timers.ts'

/** Handlers of durable timers by kind (`ec2/instance-transition`). One line each. */
export const timerHandlers: Readonly<Record<string, TimerHandler>> = {}
