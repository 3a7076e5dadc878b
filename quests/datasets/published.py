"""The published data sets that twins stand for: their files, where they are had, and their hashes.

A hash is the one that the publisher, or Keras' own source, states; nobody here chose it. Keras states an MD5 for the
word indexes and the pretrained weights: too weak against somebody who could make two files of their own with one
hash, still enough to tell that a file is the published one.
"""

from __future__ import annotations

from graders.text import text
from quests.datasets.recipe import Published, RealFile

KERAS = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
"""Where ``keras.datasets`` downloads from."""

MNIST = Published(
    title=text("MNIST, handwritten digits", "손글씨 숫자 MNIST"),
    about=text(
        "60,000 training and 10,000 test images of digits, 28 by 28 pixels, written by employees of the US Census "
        "Bureau and by pupils. Yann LeCun and Corinna Cortes, from NIST's collections.",
        "미국 인구조사국 직원과 고등학생이 쓴 28×28 픽셀 숫자 이미지로, 훈련용 60,000장과 시험용 10,000장입니다. "
        "NIST 자료에서 얀 르쿤과 코리나 코르테스가 만들었습니다.",
    ),
    licence="CC-BY-SA-3.0",
    files=(
        # keras/src/datasets/mnist.py
        RealFile(
            "mnist.npz",
            f"{KERAS}mnist.npz",
            "sha256:731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
        ),
    ),
)

FASHION_MNIST = Published(
    title=text("Fashion-MNIST, pieces of clothing", "옷가지 이미지 Fashion-MNIST"),
    about=text(
        "60,000 training and 10,000 test images of ten kinds of clothing, 28 by 28 pixels, from Zalando's catalogue.",
        "잘란도 상품 사진에서 만든 28×28 픽셀 옷가지 이미지 10종으로, 훈련용 60,000장과 시험용 10,000장입니다.",
    ),
    licence="MIT",
    # Keras states no hash for these; they are those of TensorFlow Datasets (url_checksums/fashion_mnist.txt).
    files=(
        RealFile(
            "train-labels-idx1-ubyte.gz",
            f"{KERAS}train-labels-idx1-ubyte.gz",
            "sha256:a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        ),
        RealFile(
            "train-images-idx3-ubyte.gz",
            f"{KERAS}train-images-idx3-ubyte.gz",
            "sha256:3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        ),
        RealFile(
            "t10k-labels-idx1-ubyte.gz",
            f"{KERAS}t10k-labels-idx1-ubyte.gz",
            "sha256:67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        ),
        RealFile(
            "t10k-images-idx3-ubyte.gz",
            f"{KERAS}t10k-images-idx3-ubyte.gz",
            "sha256:346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        ),
    ),
)

IMDB = Published(
    title=text("IMDB film reviews", "IMDB 영화 리뷰"),
    about=text(
        "25,000 training and 25,000 test reviews of films as numbers of words, half of them good, half bad. "
        "Andrew Maas and others, 2011; free to use where their paper is cited.",
        "영화 리뷰를 단어 번호로 바꾼 것으로, 훈련용과 시험용이 25,000편씩이며 긍정과 부정이 반반입니다. "
        "앤드루 마스 등이 2011년에 공개했고, 논문을 인용하면 쓸 수 있습니다.",
    ),
    licence="NOASSERTION",
    files=(
        # keras/src/datasets/imdb.py
        RealFile(
            "imdb.npz",
            f"{KERAS}imdb.npz",
            "sha256:69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f",
        ),
        RealFile(
            "imdb_word_index.json",
            f"{KERAS}imdb_word_index.json",
            "md5:bfafd718b763782e994055a2d397834f",
        ),
    ),
)

REUTERS = Published(
    title=text("Reuters newswires", "로이터 뉴스"),
    about=text(
        "11,228 short newswires of 1986 as numbers of words, in 46 topics, made from Reuters-21578. "
        "Reuters and Carnegie Group; for research only.",
        "1986년의 짧은 로이터 뉴스 11,228건을 단어 번호로 바꾼 것으로, 주제는 46가지입니다. "
        "Reuters-21578에서 만들었으며, 로이터와 카네기 그룹이 연구용으로만 공개했습니다.",
    ),
    licence="NOASSERTION",
    files=(
        # keras/src/datasets/reuters.py
        RealFile(
            "reuters.npz",
            f"{KERAS}reuters.npz",
            "sha256:d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916",
        ),
        RealFile(
            "reuters_word_index.json",
            f"{KERAS}reuters_word_index.json",
            "md5:4d44cc38712099c9e383dc6e5f11a921",
        ),
    ),
)

BOSTON_HOUSING = Published(
    title=text("Boston house prices", "보스턴 주택 가격"),
    about=text(
        "506 districts of Boston in the 1970s with 13 figures each and the median price of a house. Harrison and "
        "Rubinfeld, from StatLib. One of the figures counts residents by race, which is why many no longer use this "
        "set for anything but teaching.",
        "1970년대 보스턴 506개 지역의 특성 13가지와 주택 가격 중앙값입니다. 해리슨과 루빈펠드의 자료로, StatLib에 "
        "있습니다. 인종별 주민 비율로 만든 특성이 있어, 교육 목적 말고는 쓰지 않는 사람이 많습니다.",
    ),
    licence="NOASSERTION",
    files=(
        # keras/src/datasets/boston_housing.py
        RealFile(
            "boston_housing.npz",
            f"{KERAS}boston_housing.npz",
            "sha256:f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5",
        ),
    ),
)

VGG16_BASE = RealFile(
    "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
    "https://storage.googleapis.com/tensorflow/keras-applications/vgg16/"
    "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
    "md5:6d6bbae143d832006294945121d1f1fc",
)
"""The convolutional base of VGG16, as ``keras.applications.VGG16(include_top=False)`` asks for it.

keras/src/applications/vgg16.py; trained on ImageNet by Oxford's Visual Geometry Group, CC-BY-4.0.
"""
