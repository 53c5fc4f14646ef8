import { createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { formatOpenMessage } from './open-message.ts'
import { SessionRegistry } from './session-registry.ts'
import { MemoryLink } from './testing/memory-link.ts'

function makeDoor() {
  const clock = createManualClock(1_700_000_000_000)
  const registry = new SessionRegistry({ clock })
  const start = (sessionId: string) =>
    registry.start({
      sessionId,
      target: 'i-1',
      service: { sessionType: 'Standard_Stream', open: () => new Promise(() => undefined) },
    })
  const knock = (sessionId: string, first: string | Uint8Array | undefined) => {
    const link = new MemoryLink(clock)
    const outcome: { frames: number; closed?: [number, string] } = { frames: 0 }
    registry.accept(sessionId, link.agent)
    link.client.listen({
      message: () => (outcome.frames += 1),
      closed: (code, reason) => (outcome.closed = [code, reason]),
    })
    if (first !== undefined) link.client.send(first)
    clock.advance(0)
    return { outcome, link }
  }
  return { clock, registry, start, knock }
}

function open(tokenValue: string): string {
  return formatOpenMessage({ requestId: 'r', tokenValue, clientId: 'c', clientVersion: '1.2.0.0' })
}

describe('the door to a session', () => {
  it('opens to its own token only', () => {
    const { start, knock } = makeDoor()
    const first = start('a')
    const other = start('b')
    expect(first.tokenValue).not.toBe(other.tokenValue)
    for (const wrong of [
      open(other.tokenValue),
      open(`${first.tokenValue}x`),
      open(''),
      'not JSON',
      Buffer.from(open(first.tokenValue)),
    ]) {
      expect(knock('a', wrong).outcome).toEqual({ frames: 0, closed: [1008, 'Invalid token'] })
    }
    expect(knock('nowhere', open(first.tokenValue)).outcome.closed?.[0]).toBe(1008)
    expect(knock('a', open(first.tokenValue)).outcome).toEqual({ frames: 1 })
  })

  it('changes its lock when the session is resumed, and lets the newer socket in', () => {
    const { registry, start, knock } = makeDoor()
    const first = start('a')
    const older = knock('a', open(first.tokenValue))
    const second = registry.resume('a')
    expect(knock('a', open(first.tokenValue)).outcome.closed?.[0]).toBe(1008)
    expect(older.outcome.closed).toBeUndefined()
    const newer = knock('a', open(second?.tokenValue ?? ''))
    expect(older.outcome.closed).toEqual([1000, 'Replaced by another connection'])
    expect(newer.outcome).toEqual({ frames: 1 })
    expect(registry.find('a')?.status).toBe('Connected')
    newer.link.cut()
    expect(registry.find('a')?.status).toBe('Disconnected')
  })

  it('closes on whoever says nothing', () => {
    const { clock, start, knock } = makeDoor()
    start('a')
    const { outcome } = knock('a', undefined)
    clock.advance(15_000)
    expect(outcome.closed).toEqual([1008, 'No token was sent'])
  })

  it('knows no session that has ended', () => {
    const { registry, start } = makeDoor()
    start('a')
    expect(registry.terminate('a')).toBe(true)
    expect(registry.terminate('a')).toBe(false)
    expect(registry.resume('a')).toBeUndefined()
  })
})
