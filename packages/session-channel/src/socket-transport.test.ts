import { EventEmitter } from 'node:events'
import { createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { socketTransport } from './socket-transport.ts'

/** A socket of which both ends are in the test's hands. */
class LooseSocket extends EventEmitter {
  readonly bufferedAmount = 0
  isPaused = false
  pings = 0
  isTerminated = false
  readonly sent: (Uint8Array | string)[] = []
  send(data: Uint8Array | string): void {
    this.sent.push(data)
  }
  close(code = 1005, reason = ''): void {
    this.emit('close', code, Buffer.from(reason))
  }
  terminate(): void {
    this.isTerminated = true
    this.close(1006)
  }
  ping(): void {
    this.pings += 1
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
}

function makeTransport(expectsPongs: boolean) {
  const clock = createManualClock()
  const socket = new LooseSocket()
  const transport = socketTransport(socket, { clock, expectsPongs })
  const heard: unknown[] = []
  transport.listen({
    message: (data) => heard.push(typeof data === 'string' ? data : Buffer.from(data).toString()),
    closed: (code, reason) => heard.push([code, reason]),
  })
  return { clock, socket, transport, heard }
}

describe('a transport over a socket', () => {
  it('tells text from bytes, whatever form they come in', () => {
    const { socket, heard } = makeTransport(true)
    socket.emit('message', Buffer.from('text'), false)
    socket.emit('message', Buffer.from('bytes'), true)
    socket.emit('message', [Buffer.from('in '), Buffer.from('parts')], true)
    socket.close(1000, 'Bye')
    expect(heard).toEqual(['text', 'bytes', 'in parts', [1000, 'Bye']])
  })

  it('pings, and gives up a peer that answers two of them with silence', () => {
    const { clock, socket, heard } = makeTransport(true)
    clock.advance(30_000)
    socket.emit('pong')
    clock.advance(30_000)
    expect(socket.pings).toBe(2)
    expect(socket.isTerminated).toBe(false)
    clock.advance(30_000)
    expect(socket.isTerminated).toBe(true)
    expect(heard).toEqual([[1006, '']])
    clock.advance(300_000)
    expect(socket.pings).toBe(2)
  })

  it('expects no answers while it does not read', () => {
    const { clock, socket, transport } = makeTransport(true)
    transport.pause?.()
    clock.advance(300_000)
    expect(socket.isTerminated).toBe(false)
    transport.resume?.()
    clock.advance(60_000)
    expect(socket.isTerminated).toBe(true)
  })

  it('never gives up a client, which may stop reading', () => {
    const { clock, socket } = makeTransport(false)
    clock.advance(300_000)
    expect(socket.pings).toBe(10)
    expect(socket.isTerminated).toBe(false)
  })
})
