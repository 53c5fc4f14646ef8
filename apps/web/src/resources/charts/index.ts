/** Charts of CloudWatch's metrics. Load them lazily: the drawing is heavy. */
export { default as MetricCharts } from './MetricCharts.tsx'
export type { ChartSpec, ChartUnit } from './metric.ts'
