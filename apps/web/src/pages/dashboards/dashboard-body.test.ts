import { describe, expect, it } from 'vitest'
import { readBody, withChart, withoutWidget } from './dashboard-body.ts'

const body = JSON.stringify({
  widgets: [
    {
      type: 'metric',
      x: 0,
      y: 0,
      width: 12,
      height: 6,
      properties: {
        title: 'CPU',
        stat: 'Maximum',
        metrics: [
          ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1', { id: 'a' }],
          ['.', '.', '.', 'i-2', { label: 'second', stat: 'p90' }],
          ['...', 'i-3'],
          [{ expression: 'a * 2', id: 'e' }],
        ],
        annotations: { horizontal: [{ label: 'high', value: 80 }] },
      },
    },
    { type: 'text', properties: { markdown: '# Hello' } },
    {
      type: 'alarm',
      properties: { title: 'A', alarms: ['arn:aws:cloudwatch:us-east-1:1:alarm:busy'] },
    },
    { type: 'log', properties: {} },
  ],
})

describe('the body of a dashboard', () => {
  it('is read with what its rows repeat', () => {
    const [chart, text, alarms, other] = readBody(body) ?? []
    expect(chart?.shows).toMatchObject({
      kind: 'chart',
      chart: {
        title: 'CPU',
        unit: 'percent',
        thresholds: [{ label: 'high', value: 80 }],
        lines: [
          { id: 'a', statistic: 'Maximum', metric: { dimensions: { InstanceId: 'i-1' } } },
          { label: 'second', statistic: 'p90', metric: { dimensions: { InstanceId: 'i-2' } } },
          { metric: { namespace: 'AWS/EC2', dimensions: { InstanceId: 'i-3' } } },
          { id: 'e', expression: 'a * 2' },
        ],
      },
    })
    expect(text?.shows).toEqual({ kind: 'text', text: '# Hello' })
    expect(alarms?.shows).toEqual({ kind: 'alarms', title: 'A', names: ['busy'] })
    expect(other?.shows).toEqual({ kind: 'other', type: 'log' })
  })

  it('is not read when it is no JSON object', () => {
    expect(readBody('{')).toBeUndefined()
    expect(readBody('[]')).toBeUndefined()
    expect(readBody('{}')).toEqual([])
  })

  it('gets another chart below the others, and loses one', () => {
    const more = withChart(body, {
      namespace: 'AWS/EC2',
      name: 'NetworkIn',
      dimensions: { InstanceId: 'i-1' },
      statistic: 'Average',
      region: 'us-east-1',
      title: 'In',
    })
    const widgets = readBody(more) ?? []
    expect(widgets).toHaveLength(5)
    expect(widgets[4]).toMatchObject({ y: 6, shows: { kind: 'chart', chart: { title: 'In' } } })
    expect(readBody(withoutWidget(more, 0))).toHaveLength(4)
  })
})
