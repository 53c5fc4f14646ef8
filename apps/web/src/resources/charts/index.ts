/** Charts of CloudWatch's metrics. Load them lazily: the drawing is heavy. */
export { statisticName } from './ChartToolbar.tsx'
export { default as MetricCharts } from './MetricCharts.tsx'
export { MetricChart } from './MetricChart.tsx'
export type { ChartLine, ChartSpec, ChartThreshold, ChartUnit, Metric } from './metric.ts'
export { firstRange, periodOf, spanOf, type ChartRange } from './range.ts'
export { pointsOf, useMetricData, type ChartPoint, type MetricData } from './use-metric-data.ts'
export { formatValue } from './values.ts'
