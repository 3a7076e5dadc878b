# %% q1-answer
needs_learning = ["잎 사진으로 식물의 병 알아내기", "배달 시간 예측하기", "화가 난 메일 찾기"]
needs_learning_why = "정렬은 정확한 규칙이 이미 있으므로 예제에서 배울 것이 없습니다."

# %% q2-answer
chess = "인공지능"
loans = "머신러닝"
captions = "딥러닝"
payslip = "보통의 소프트웨어"

# %% q3-answer
inputs = "벌통 소리 녹음"
expected = "분봉한 날을 적은 일지"
measure = "제때 알린 분봉과 헛된 경보의 수"

# %% q4-answer
missing = "기대하는 출력"
missing_why = "수의사가 오늘부터 소마다 아픈 날을 기록하고 목걸이 기록과 합치면 됩니다."

# %% q7-answer
together = "오차의 신호가 모든 층에 닿아 서로에게 맞추어진다"

# %% q8-answer
history = ["bayes", "lenet", "kernels", "forests", "alexnet", "boosting", "transformers"]
history_why = "알렉스넷에는 그래픽 카드와 레이블이 붙은 사진 백만 장이 있었고 특성을 스스로 찾았습니다."

# %% q9-answer
put_aside = "데이터와 컴퓨터가 부족할 때는 커널 기법이 더 쓰기 좋았다"
put_aside_why = "데이터가 적고 컴퓨터가 느릴 때는 커널 기법도 그만큼 정확했고 훈련하기도 쉬웠습니다."

# %% q10-answer
churn = "그레이디언트 부스팅 트리"
birds = "깊은 합성곱 신경망"
spam = "나이브 베이즈"
surcharge = "if 문"

# %% q11-answer
days_in_1990 = "약 13,333,333일"
disks = "5898"
