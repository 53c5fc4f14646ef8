import { gone, is, keep, refused, type Walk } from './walk.ts'

const service = 'cloudwatch'
const body = '{"widgets":[{"type":"text","properties":{"markdown":"Hello"}}]}'
const aRange = '--start-time 2026-01-01T00:00:00Z --end-time 2026-01-01T01:00:00Z'
const query =
  '[{"Id":"m1","MetricStat":{"Metric":{"Namespace":"Walk","MetricName":"Steps","Dimensions":[{"Name":"Foot","Value":"left"}]},"Period":3600,"Stat":"Sum"},"ReturnData":false},{"Id":"e1","Expression":"m1/2","Label":"half"}]'

/** Data points, which nobody deletes, and dashboards. */
export const dashboardWalks: readonly Walk[] = [
  {
    resource: 'a metric',
    service,
    steps: [
      ['list-metrics --namespace Walk', 'Metrics', gone],
      [
        'put-metric-data --namespace Walk --metric-name Steps --value 3 --unit Count --dimensions Foot=left --timestamp 2026-01-01T00:00:30Z',
      ],
      [
        'put-metric-data --namespace Walk --metric-data MetricName=Steps,Unit=Count,Dimensions=[{Name=Foot,Value=left}],StatisticValues={SampleCount=2,Sum=7,Minimum=2,Maximum=5},Timestamp=2026-01-01T00:01:30Z',
      ],
      [
        'put-metric-data --namespace Walk --metric-name Steps --value NaN',
        undefined,
        refused('InvalidParameterValue'),
      ],
      [
        'list-metrics --namespace Walk --dimensions Name=Foot',
        'Metrics[].[MetricName,Dimensions[0].Value]',
        is([['Steps', 'left']]),
      ],
      [
        `get-metric-statistics --namespace Walk --metric-name Steps --dimensions Name=Foot,Value=left ${aRange} --period 60 --statistics Average Maximum SampleCount`,
        'Datapoints[].[Average,Maximum,SampleCount,Unit]',
        is([
          [3, 3, 1, 'Count'],
          [3.5, 5, 2, 'Count'],
        ]),
      ],
      [
        `get-metric-data ${aRange} --metric-data-queries '${query}'`,
        'MetricDataResults[].[Id,Label,Values,StatusCode]',
        is([['e1', 'half', [5], 'Complete']]),
      ],
    ],
  },
  {
    resource: 'a dashboard',
    service,
    steps: [
      [
        `put-dashboard --dashboard-name walk --dashboard-body '${body}'`,
        'DashboardValidationMessages',
        gone,
      ],
      [
        'put-dashboard --dashboard-name walk --dashboard-body {}',
        undefined,
        refused('InvalidParameterInput'),
      ],
      ['get-dashboard --dashboard-name walk', 'DashboardArn', keep('dashboard')],
      ['tag-resource --resource-arn $dashboard --tags Key=stage,Value=test'],
      ['list-tags-for-resource --resource-arn $dashboard', 'Tags[].Value', is(['test'])],
      ['untag-resource --resource-arn $dashboard --tag-keys stage'],
      ['list-tags-for-resource --resource-arn $dashboard', 'Tags', gone],
      [
        'list-dashboards --dashboard-name-prefix wa',
        'DashboardEntries[].DashboardName',
        is(['walk']),
      ],
      ['delete-dashboards --dashboard-names walk'],
      ['list-dashboards', 'DashboardEntries', gone],
      ['get-dashboard --dashboard-name walk', undefined, refused('ResourceNotFound')],
    ],
  },
]
