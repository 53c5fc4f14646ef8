cat > fruit.txt <<'END'
banana
apple
cherry
apple
date
banana
elderberry
END
cat > people.csv <<'END'
id,name,city,age
1,Kim,Seoul,31
2,Lee,Busan,24
3,Park,Seoul,45
4,Choi,Daegu,38
5,Jung,Incheon,29
END
printf '%s\n' 10 9 2 33 1 21 > numbers.txt
cat > app.log <<'END'
2026-01-05T09:00:01Z INFO start port=8080
2026-01-05T09:00:02Z WARN slow query ms=812
2026-01-05T09:00:03Z ERROR refused host=10.0.0.7
2026-01-05T09:00:04Z INFO GET /index.html 200
2026-01-05T09:00:05Z ERROR timeout host=10.0.0.9
2026-01-05T09:00:06Z INFO GET /missing 404
END
printf '한글 텍스트\n둘째 줄\n' > korean.txt
printf 'one\ttwo\tthree\n1\t2\t3\n' > tabs.tsv
printf 'no newline' > bare.txt
mkdir -p site/css site/img .hidden
printf '<h1>Hello</h1>\n' > site/index.html
printf 'body{}\n' > site/css/main.css
: > site/img/logo.png
printf '#!/bin/bash\necho "script $1"\nexit 3\n' > run.sh
