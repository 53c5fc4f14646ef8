import { expect, it } from 'vitest'
import { createTestWorld } from './test-world.ts'

const userData = Buffer.from(`#!/bin/bash
dnf install -y nginx
systemctl enable --now nginx
(while true; do sleep 3600; date >> /var/log/hours; done) &
`)

it('counts what may change an answer of a guest, and neither idling nor housekeeping', async () => {
  const world = createTestWorld()
  try {
    const guest = await world.launch(world.spec('i-1', { userData }))
    await world.pass(600_000)
    const visit = async (): Promise<string> => {
      const socket = await guest.connect({
        port: 80,
        localAddress: '172.31.5.6',
        remoteAddress: '203.0.113.10',
        remotePort: 50_123,
      })
      if ('unreachable' in socket) return socket.unreachable
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      let text = ''
      for await (const part of socket) text += String(part)
      return text
    }
    const counted: number[] = [guest.activity]
    await world.pass(600_000)
    counted.push(guest.activity)
    expect(counted[1], 'nothing ran').toBe(counted[0])
    expect(await visit()).toContain('200 OK')
    counted.push(guest.activity)
    expect(counted[2], 'a connection').toBeGreaterThan(counted[1] ?? 0)
    // The line in its log is written out.
    await world.pass(600_000)
    counted.push(guest.activity)
    expect(counted[3], 'the write of a log').toBe(counted[2])
    await world.pass(3_600_000)
    counted.push(guest.activity)
    expect(counted[4], 'a program that slept').toBeGreaterThan(counted[3] ?? 0)
    guest.changeInterfaces([])
    counted.push(guest.activity)
    expect(counted[5], 'an interface went').toBeGreaterThan(counted[4] ?? 0)
    await guest.reboot()
    expect(guest.activity, 'a boot').toBeGreaterThan(counted[5] ?? 0)
  } finally {
    await world.close()
  }
})
