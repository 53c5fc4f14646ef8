import { gone, is, keep, refused, type Step, type Walk } from './walk.ts'

const service = 'elbv2'
const subnet = (zone: string): Step => [
  `describe-subnets --filters Name=availability-zone,Values=ap-northeast-2${zone}`,
  'Subnets[0].SubnetId',
  keep(`subnet${zone}`),
]
const first: readonly Step[] = [
  subnet('a'),
  subnet('b'),
  ['describe-vpcs', 'Vpcs[0].VpcId', keep('vpc')],
]

/** From a balancer to its rules, and back. */
export const balancingWalks: readonly Walk[] = [
  {
    resource: 'a load balancer with listener, rule and target group',
    service,
    first,
    steps: [
      [
        'create-load-balancer --name walk --subnets $subneta $subnetb --scheme internal --tags Key=stage,Value=test',
        'LoadBalancers[0].LoadBalancerArn',
        keep('lb'),
      ],
      ['wait load-balancer-available --load-balancer-arns $lb'],
      [
        'describe-load-balancers --names walk',
        'LoadBalancers[].[Type,Scheme,State.Code,length(AvailabilityZones)]',
        is([['application', 'internal', 'active', 2]]),
      ],
      [
        'modify-load-balancer-attributes --load-balancer-arn $lb --attributes Key=idle_timeout.timeout_seconds,Value=30',
        "Attributes[?Key=='idle_timeout.timeout_seconds'].Value",
        is(['30']),
      ],
      [
        'create-target-group --name walk --protocol HTTP --port 80 --vpc-id $vpc --target-type ip',
        'TargetGroups[0].TargetGroupArn',
        keep('tg'),
      ],
      [
        'create-listener --load-balancer-arn $lb --protocol HTTP --port 80 --default-actions Type=forward,TargetGroupArn=$tg',
        'Listeners[0].ListenerArn',
        keep('listener'),
      ],
      [
        'describe-target-groups --load-balancer-arn $lb',
        'TargetGroups[].LoadBalancerArns[]',
        is(['$lb']),
      ],
      ['register-targets --target-group-arn $tg --targets Id=172.31.0.99 Id=172.31.0.98,Port=81'],
      [
        'describe-target-health --target-group-arn $tg',
        'TargetHealthDescriptions[].Target.Port',
        is([80, 81]),
      ],
      ['deregister-targets --target-group-arn $tg --targets Id=172.31.0.98,Port=81'],
      ['wait target-deregistered --target-group-arn $tg --targets Id=172.31.0.98,Port=81'],
      [
        'create-rule --listener-arn $listener --priority 10 --conditions Field=path-pattern,Values=/a/* --actions Type=fixed-response,FixedResponseConfig={StatusCode=404}',
        'Rules[0].RuleArn',
        keep('rule'),
      ],
      [
        'set-rule-priorities --rule-priorities RuleArn=$rule,Priority=5',
        'Rules[].Priority',
        is(['5']),
      ],
      [
        'describe-rules --listener-arn $listener',
        'Rules[].[Priority,IsDefault]',
        is([
          ['5', false],
          ['default', true],
        ]),
      ],
      ['add-tags --resource-arns $lb $tg $listener $rule --tags Key=course,Value=elb'],
      [
        'describe-tags --resource-arns $lb $tg $listener $rule',
        "TagDescriptions[].Tags[?Key=='course'].Value | []",
        is(['elb', 'elb', 'elb', 'elb']),
      ],
      ['remove-tags --resource-arns $lb --tag-keys stage'],
      ['delete-target-group --target-group-arn $tg', undefined, refused('ResourceInUse')],
      ['delete-rule --rule-arn $rule'],
      ['delete-listener --listener-arn $listener'],
      ['describe-listeners --load-balancer-arn $lb', 'Listeners', gone],
      ['delete-target-group --target-group-arn $tg'],
      ['delete-load-balancer --load-balancer-arn $lb'],
      ['wait load-balancers-deleted --load-balancer-arns $lb'],
      ['describe-load-balancers', 'LoadBalancers', gone],
      ['describe-load-balancers --names walk', undefined, refused('LoadBalancerNotFound')],
    ],
  },
]
