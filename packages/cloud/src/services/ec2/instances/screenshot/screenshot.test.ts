import { GetConsoleScreenshotCommand, StopInstancesCommand } from '@aws-sdk/client-ec2'
import { startTestCloud } from '@brume/test-kit'
import { decode } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { launchInstance } from '../../../../testing/launch-instance.ts'
import { drawScreen } from './draw-screen.ts'
import { renderScreen } from './text-screen.ts'

describe('the text screen', () => {
  it('shows the last lines, wrapped, without colours, and the cursor', () => {
    const numbered = Array.from({ length: 40 }, (_, n) => `line ${n}`).join('\r\n')
    const shown = renderScreen(`${numbered}\r\n\u001b[1;32mok\u001b[0m login: `)
    expect(shown).toHaveLength(25)
    expect(shown[0]).toBe('line 16')
    expect(shown[24]).toBe('ok login: _')
    expect(renderScreen('x'.repeat(100))).toEqual(['x'.repeat(80), `${'x'.repeat(20)}_`])
    expect(renderScreen('abc\rX\b\tY')).toEqual(['Xbc     Y_'])
  })

  it('is drawn where the text stands', () => {
    const { width, height, data } = decode(drawScreen('\n\nHHHH'), { useTArray: true })
    expect([width, height]).toEqual([640, 400])
    const brightness = (row: number, column: number) => {
      let sum = 0
      for (let y = 0; y < 16; y++) {
        for (let x = 0; x < 8; x++) sum += data[((row * 16 + y) * 640 + column * 8 + x) * 4] ?? 0
      }
      return sum / 128
    }
    expect(brightness(2, 1)).toBeGreaterThan(20)
    expect(brightness(0, 1)).toBeLessThan(2)
    expect(brightness(2, 10)).toBeLessThan(2)
  })
})

it('a screenshot is taken of a running instance alone', async () => {
  const cloud = await startTestCloud()
  const ec2 = cloud.ec2()
  const InstanceId = await launchInstance(ec2)
  await cloud.advance('60s')
  const take = () => ec2.send(new GetConsoleScreenshotCommand({ InstanceId }))
  const { ImageData = '', InstanceId: of } = await take()
  expect(of).toBe(InstanceId)
  const { data } = decode(Buffer.from(ImageData, 'base64'), { useTArray: true })
  expect(data.some((value, at) => at % 4 === 0 && value > 120)).toBe(true)
  await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
  await cloud.advance('60s')
  await expect(take()).rejects.toMatchObject({
    name: 'IncorrectInstanceState',
    message: `The instance '${InstanceId}' is not in the 'running' state.`,
  })
  await cloud.close()
})
